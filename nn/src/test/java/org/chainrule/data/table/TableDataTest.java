package org.chainrule.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.data.Batch;
import org.chainrule.data.DataException;
import org.chainrule.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDataTest {
    @TempDir
    Path home;

    @Test
    void eachRowStandsInOnePartAndTheSeedSaysWhich() {
        Path file = table(100, "x,y", i -> i + "," + i * 0.5);
        TableData data = TableData.read(file, new TableRequest("y"));
        assertThat(data.training().size()).isEqualTo(65);
        assertThat(data.validation().size()).isEqualTo(15);
        assertThat(data.test().size()).isEqualTo(20);
        NumberTarget target = (NumberTarget) data.preparation().target();
        assertThat(IntStream.range(0, 3)
                        .mapToObj(i -> part(data, i))
                        .flatMap(part -> IntStream.range(0, part.size()).mapToObj(i -> part.batch(i)))
                        .map(batch ->
                                Math.round(2 * target.value(batch.targets().item())))
                        .sorted())
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(Long::valueOf).toList());
        TableRequest other = new TableRequest("y", Set.of(), Optional.empty(), 2);
        assertThat(all(TableData.read(file, other).test()).inputs().toFloats())
                .isNotEqualTo(all(data.test()).inputs().toFloats());
    }

    @Test
    void overAllFoldsEachRowTestsOnce() {
        Path file = table(13, "x,y", i -> i + "," + i * 0.5);
        TableRequest request = new TableRequest("y");
        List<Long> tested = new ArrayList<>();
        for (int fold = 0; fold < 5; fold++) {
            TableData data = TableData.fold(file, request, fold, 5);
            NumberTarget target = (NumberTarget) data.preparation().target();
            for (int i = 0; i < data.test().size(); i++) {
                tested.add(Math.round(
                        2 * target.value(data.test().batch(i).targets().item())));
            }
            assertThat(data.test().size()).isBetween(2, 3);
            assertThat(data.training().size() + data.test().size()).isEqualTo(13);
            assertThat(data.validation().size()).isZero();
        }
        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 13).mapToObj(Long::valueOf).toList())
                .isNotEqualTo(tested.stream().sorted().toList());
        assertThatThrownBy(() -> TableData.fold(file, request, 5, 5)).hasMessageContaining("fold 5 of 5 of 13 rows");
        assertThatThrownBy(() -> TableData.fold(file, request, 0, 14)).hasMessageContaining("13 rows");
    }

    @Test
    void numbersAreStandardisedByTheTrainingRowsAlone() {
        TableData data = TableData.read(table(200, "x,y", i -> (5 + i * i) + "," + Math.sin(i)), new TableRequest("y"));
        float[] inputs = all(data.training()).inputs().toFloats();
        assertThat(mean(inputs)).isCloseTo(0, within(1e-5));
        assertThat(Math.sqrt(mean(squares(inputs)))).isCloseTo(1, within(1e-5));
        assertThat(mean(all(data.test()).inputs().toFloats())).isNotCloseTo(0, within(1e-3));
    }

    @Test
    void aCategoryHasAnInputForEachValueAndATruthHasOne() {
        TableData data = TableData.read(
                table(
                        60,
                        "colour,big,y",
                        i -> "red,green,blue".split(",")[i % 3] + "," + (i % 2 == 0 ? "yes" : "no") + "," + i * 0.1),
                new TableRequest("y"));
        assertThat(data.preparation().features())
                .flatExtracting(Feature::inputs)
                .containsExactly("colour blue", "colour green", "colour red", "big");
        Batch rows = all(data.training());
        for (int i = 0; i < rows.size(); i++) {
            float[] row = data.training().batch(i).inputs().toFloats();
            assertThat(row[0] + row[1] + row[2]).isEqualTo(1);
        }
    }

    @Test
    void aMissingNumberBecomesTheMeanAndHasAnIndicator() {
        TableData data = TableData.read(
                table(
                        80,
                        "x,c,y",
                        i -> (i % 4 == 0 ? "NaN" : i) + "," + (i % 5 == 0 ? "" : "k" + i % 2) + "," + 0.1 * i),
                new TableRequest("y"));
        assertThat(data.preparation().features())
                .flatExtracting(Feature::inputs)
                .containsExactly("x", "x missing", "c k0", "c k1", "c missing");
        for (int i = 0; i < data.training().size(); i++) {
            float[] row = data.training().batch(i).inputs().toFloats();
            assertThat(row[1]).isIn(0f, 1f);
            assertThat(row[1] == 1 && row[0] != 0).isFalse();
            assertThat(row[2] + row[3] + row[4]).isEqualTo(1);
        }
    }

    @Test
    void columnsThatTellNothingAreLeftOutAndNamed() {
        TableData data = TableData.read(
                table(40, "x,same,name,nothing,y", i -> i + ",7,person" + i + ",," + i * 0.3), new TableRequest("y"));
        assertThat(data.preparation().features()).extracting(Feature::column).containsExactly("x");
        assertThat(data.remarks())
                .containsExactlyInAnyOrder(
                        "column same is left out: every value to learn from is the same",
                        "column name is left out: it has 40 different texts in 40 rows",
                        "column nothing is left out: it has no value");
    }

    @Test
    void aCategoryOfVeryManyValuesIsLeftOutAndATargetOfThemRefused() {
        Path file = table(4000, "x,c,y", i -> i % 7 + ",c" + i % 600 + "," + i % 11 * 0.1);
        assertThat(TableData.read(file, new TableRequest("y")).remarks())
                .containsExactly("column c is left out: it has 600 different texts in 4000 rows");
        assertThatThrownBy(() -> TableData.read(file, new TableRequest("c")))
                .hasMessageContaining("600 different values in 4000 rows, too many to be classes");
    }

    @Test
    void theTaskFollowsFromTheTargetUnlessItIsNamed() {
        Path file =
                table(60, "x,text,few,many,truth", i -> i + ",a" + i % 3 + "," + i % 4 + "," + i + "," + (i % 2 > 0));
        assertThat(target(file, "text")).isEqualTo(new ClassTarget("text", List.of("a0", "a1", "a2")));
        assertThat(target(file, "few")).isEqualTo(new ClassTarget("few", List.of("0", "1", "2", "3")));
        assertThat(target(file, "truth")).isInstanceOf(ClassTarget.class);
        assertThat(target(file, "many")).isInstanceOf(NumberTarget.class);
        TableRequest named = new TableRequest("few", Set.of("text"), Optional.of(Task.REGRESSION), 1);
        assertThat(TableData.read(file, named).preparation().target()).isInstanceOf(NumberTarget.class);
        TableRequest impossible = new TableRequest("text", Set.of(), Optional.of(Task.REGRESSION), 1);
        assertThatThrownBy(() -> TableData.read(file, impossible)).hasMessageContaining("no numbers");
    }

    @Test
    void mistakesInTheDataAreToldWithLineAndColumn() {
        assertRefused(table(20, "x,y", i -> i + "," + (i == 5 ? "" : i)), "line 7, column y: '' is no value of the");
        assertRefused(table(20, "x,y", i -> i + "," + (i == 5 ? "nan" : i)), "line 7, column y: 'nan' is no value");
        assertRefused(table(20, "x,y", i -> (i == 3 ? "1O" : i) + "," + i), "line 5, column x: '1O' is not a number");
        assertRefused(table(20, "x,y", i -> (i == 3 ? "1e99" : i) + "," + i), "line 5, column x: '1e99' is not a");
        assertRefused(table(9, "x,y", i -> i + "," + i), "has 9 rows below its header; 10 are the fewest");
        assertRefused(table(20, "x,z", i -> i + "," + i), "has no column 'y'; its columns are x, z");
        assertRefused(table(20, "x,y", i -> i + ",3"), "every value of the target y is the same");
        assertRefused(
                table(20, "x,y", i -> "3," + i),
                "no column is left to predict y from: column x is left out: every value to learn from is the same");
        assertRefused(table(20, "x,y", i -> i + ",name" + i), "20 different values in 20 rows");
    }

    @Test
    void aCategoryThatNoTrainingRowHasIsNoneOfTheKnown() {
        Path file = table(60, "x,c,y", i -> i + "," + (i % 2 == 0 ? "a" : "b") + "," + i * 0.1);
        Preparation preparation = TableData.read(file, new TableRequest("y")).preparation();
        Path other = table(12, "c,x", i -> (i == 4 ? "new" : "a") + "," + i);
        StringBuilder told = new StringBuilder();
        try (Csv csv = Csv.open(other)) {
            Encoder encoder = preparation.on(csv);
            for (int i = 0; i < 12; i++) {
                float[] inputs = new float[preparation.inputs()];
                encoder.inputs(csv.next(), inputs, 0, cell -> told.append(cell.place()));
                assertThat(inputs[1]).isEqualTo(i == 4 ? 0 : 1);
            }
        }
        assertThat(told).hasToString(other + ": line 6, column c");
    }

    @Test
    void aPreparationComesBackFromItsFileAsItWas() throws IOException {
        Path data = table(
                80,
                "x,c,t,y",
                i -> (i % 4 == 0 ? "" : i / 3.0) + ",\"k\"\"" + i % 2 + "\"," + (i % 3 == 0) + "," + 0.1 * i);
        for (String target : new String[] {"y", "t"}) {
            Preparation preparation =
                    TableData.read(data, new TableRequest(target)).preparation();
            Path file = Files.writeString(home.resolve("preparation.json"), preparation.toJson());
            assertThat(Preparation.read(file)).isEqualTo(preparation);
        }
    }

    @Test
    void rowsOnTheDiskAreThoseInMemory() {
        Path file = table(
                10_000,
                "x,c,t,y",
                i -> (i % 4 == 0 ? "" : i / 3.0) + "," + (i % 9 == 2 ? "" : "k" + i % 5) + "," + (i % 3 == 0) + ",z"
                        + i % 7);
        TableRequest request = new TableRequest("y");
        TableData memory = TableData.read(file, request);
        TableData disk = TableData.read(file, request, 1000);
        assertThat(disk.preparation()).isEqualTo(memory.preparation());
        for (int i = 0; i < 3; i++) {
            Batch one = all(part(memory, i));
            Batch other = all(part(disk, i));
            assertThat(other.inputs().toFloats()).isEqualTo(one.inputs().toFloats());
            assertThat(other.targets().toInts()).isEqualTo(one.targets().toInts());
        }
        assertThat(all(disk.training()).inputs().shape().size()).isEqualTo(6500 * 9);
    }

    @Test
    void aDamagedPreparationIsToldByName() throws IOException {
        for (String text :
                new String[] {"", "{", "[]", "{}", "{\"target\": 3, \"features\": []}", "{\"target\": null}"}) {
            Path file = Files.writeString(home.resolve("preparation.json"), text);
            assertThatThrownBy(() -> Preparation.read(file))
                    .as(text)
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(file + ": is damaged: ");
        }
    }

    @Test
    void aColumnOfAnUnknownKindIsToldInPlainWords() throws IOException {
        Path file = Files.writeString(home.resolve("preparation.json"), """
                {"target": {"column": "y", "classes": ["a", "b"]},
                 "features": [{"column": "x", "indicated": false, "kind": "colour"}]}""");
        assertThatThrownBy(() -> Preparation.read(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": is damaged: kind is colour, which is none of a column");
    }

    @Test
    void theTablesThatComeWithTheProjectAreRead() {
        Path folder = Path.of("../data/tabular");
        assertThat(TableData.read(folder.resolve("wages.csv"), new TableRequest("wage"))
                        .preparation()
                        .features())
                .hasSize(10)
                .filteredOn(feature -> feature instanceof OneHot)
                .extracting(Feature::column)
                .containsExactly("gender", "race", "occupation", "sector");
        assertThat(target(folder.resolve("diabetes.csv"), "progression")).isInstanceOf(NumberTarget.class);
        assertThat(target(folder.resolve("breast-cancer.csv"), "diagnosis").outputs())
                .isEqualTo(2);
        assertThat(target(folder.resolve("iris.csv"), "species").outputs()).isEqualTo(3);
        assertThat(target(folder.resolve("wine.csv"), "cultivar").outputs()).isEqualTo(3);
        assertThat(target(folder.resolve("digits.csv.gz"), "digit").outputs()).isEqualTo(10);
    }

    private static Dataset part(TableData data, int number) {
        return switch (number) {
            case 0 -> data.training();
            case 1 -> data.validation();
            default -> data.test();
        };
    }

    private static Target target(Path file, String column) {
        return TableData.read(file, new TableRequest(column)).preparation().target();
    }

    private static Batch all(Dataset data) {
        return data.batch(IntStream.range(0, data.size()).toArray());
    }

    private static double mean(float... values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static float[] squares(float... values) {
        float[] squares = values.clone();
        for (int i = 0; i < squares.length; i++) {
            squares[i] *= squares[i];
        }
        return squares;
    }

    private void assertRefused(Path file, String told) {
        assertThatThrownBy(() -> TableData.read(file, new TableRequest("y")))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(told);
    }

    private Path table(int rows, String header, IntFunction<String> row) {
        String text = IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n", header + "\n", "\n"));
        try {
            return Files.writeString(Files.createTempFile(home, "table", ".csv"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
