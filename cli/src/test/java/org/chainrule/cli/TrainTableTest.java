package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainTableTest {
    private static final Pattern RESULT =
            Pattern.compile("test (R²|accuracy) (-?\\d\\.\\d{4}) \\(baseline (-?\\d\\.\\d{4})\\)");

    @TempDir
    Path home;

    private Path data;

    /** A price that no linear model knows: an area times one of two rates, with some areas missing. */
    @BeforeEach
    void writeTable() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder rows = new StringBuilder("id,area,city,balcony,price,dear,zero\n");
        for (int i = 0; i < 400; i++) {
            double area = 20 + 100 * random.nextDouble();
            boolean large = i % 3 == 0;
            boolean balcony = i % 2 == 0;
            double price = area * (large ? 5 : 1) + (balcony ? 20 : 0);
            rows.append(String.format(
                    Locale.ROOT,
                    "n%d,%s,%s,%s,%.2f,%s,0%n",
                    i,
                    i % 40 == 39 ? "" : area,
                    large ? "Bern" : "Chur",
                    balcony ? "yes" : "no",
                    price,
                    price > 200 ? "dear" : "cheap"));
        }
        data = Files.writeString(home.resolve("homes.csv"), rows);
    }

    @Test
    void aNumberIsLearntAndTheRunFolderFilled() throws IOException {
        Path out = home.resolve("run");
        Ran ran = train(out, "price", "--ignore", "dear", "--epochs", "60");
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains("data: homes.csv, 260 rows to train on, 60 to validate, 80 to test")
                .contains("target: price, a number, from 3 columns as 5 inputs")
                .contains("note: column id is left out: it has 400 different texts in 400 rows")
                .contains("note: column zero is left out: every value to learn from is the same")
                .doesNotContain(" acc ");
        MatchResult result = result(ran);
        assertThat(result.group(1)).isEqualTo("R²");
        assertThat(Double.parseDouble(result.group(2))).isGreaterThan(0.9);
        assertThat(Double.parseDouble(result.group(3))).isBetween(0.5, Double.parseDouble(result.group(2)));
        assertThat(names(out))
                .containsExactly(
                        "config.json",
                        "lens.jsonl",
                        "metrics.csv",
                        "model.safetensors",
                        "preparation.json",
                        "report.html");
        assertThat(out.resolve("config.json")).content().contains("\"task\": \"regression\"", "\"R²\": 0.9");
        assertThat(out.resolve("report.html")).content().contains("linear regression", "the mean", "homes.csv, 5–");
        assertThat(out.resolve("metrics.csv")).content().doesNotContain("accuracy");
    }

    @Test
    void aClassIsLearnt() {
        Path out = home.resolve("run");
        Ran ran = train(out, "dear", "--ignore", "price", "--epochs", "40");
        assertThat(ran.errors()).isEmpty();
        MatchResult result = result(ran);
        assertThat(result.group(1)).isEqualTo("accuracy");
        assertThat(Double.parseDouble(result.group(2))).isGreaterThan(0.9);
        assertThat(out.resolve("report.html")).content().contains("cheap", "logistic regression");
    }

    @Test
    void balancedEpochsFindARareClass() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder rows = new StringBuilder("x,kind\n");
        for (int i = 0; i < 1000; i++) {
            boolean rare = i % 20 == 0;
            rows.append(random.nextGaussian(rare ? 1.5 : 0, 1)).append(rare ? ",rare\n" : ",usual\n");
        }
        data = Files.writeString(home.resolve("rare.csv"), rows);
        Path usual = home.resolve("usual");
        Path balanced = home.resolve("balanced");
        assertThat(train(usual, "kind", "--epochs", "10").errors()).isEmpty();
        assertThat(train(balanced, "kind", "--epochs", "10", "--balance").errors())
                .isEmpty();
        Path ones = Files.writeString(home.resolve("ones.csv"), "x\n2\n");
        assertThat(Ran.of("predict", usual.toString(), ones.toString()).out()).contains("2,usual");
        assertThat(Ran.of("predict", balanced.toString(), ones.toString()).out())
                .contains("2,rare");
        assertThat(balanced.resolve("config.json")).content().contains("\"balance\": true");
        refused(train(home.resolve("no"), "x", "--balance"), "--balance is for classes, and the target x is a number");
    }

    @ParameterizedTest
    @CsvSource({
        "wages.csv,wage,0.25",
        "diabetes.csv,progression,0.2",
        "breast-cancer.csv,diagnosis,0.96",
        "iris.csv,species,0.9",
        "wine.csv,cultivar,0.95",
        "digits.csv.gz,digit,0.96"
    })
    void theTablesThatComeWithTheProjectAreLearnt(String file, String target, double least) {
        data = Path.of("../data/tabular", file);
        Ran ran = train(home.resolve("run"), target);
        assertThat(ran.errors()).isEmpty();
        assertThat(Double.parseDouble(result(ran).group(2))).isGreaterThan(least);
        assertThat(Double.parseDouble(result(ran).group(3))).isGreaterThan(0.3);
    }

    @Test
    void theSameSeedGivesTheSameModelWithOneAndTwoThreads() throws IOException {
        train(home.resolve("one"), "price", "--epochs", "3", "--threads", "1");
        train(home.resolve("two"), "price", "--epochs", "3", "--threads", "2");
        assertThat(home.resolve("two/model.safetensors"))
                .hasBinaryContent(Files.readAllBytes(home.resolve("one/model.safetensors")));
    }

    @Test
    void aTableOfFewRowsIsTrainedForOneStep() throws IOException {
        Path few = Files.writeString(
                home.resolve("few.csv"), "x,y\n1,1\n2,2\n3,3\n4,4\n5,5\n6,6\n7,7\n8,8\n9,9\n10,9.5\n");
        Ran ran = Ran.of(
                "train",
                few.toString(),
                "--target",
                "y",
                "--epochs",
                "1",
                "--out",
                home.resolve("few").toString());
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.code()).isZero();
    }

    @Test
    void withoutHiddenLayersItIsTheBaselineThatIsTrained() {
        MatchResult result = result(train(home.resolve("run"), "price", "--hidden", "none"));
        assertThat(result.group(2)).isEqualTo(result.group(3));
    }

    @Test
    void dropoutIsChosenOrTheUsualOne() throws IOException {
        String[] iris = {"train", "../data/tabular/iris.csv", "--target", "species", "--epochs", "1"};
        for (String dropout : List.of("0.2", "0.5", "0.0")) {
            List<String> arguments = new ArrayList<>(List.of(iris));
            arguments.add("--out=" + home.resolve(dropout));
            if (!dropout.equals("0.2")) {
                arguments.add("--dropout=" + dropout);
            }
            assertThat(Ran.of(arguments.toArray(String[]::new)).errors()).isEmpty();
            assertThat(home.resolve(dropout + "/config.json")).content().contains("\"dropout\": " + dropout);
        }
        refused(
                Ran.of("train", "../data/tabular/iris.csv", "--target=species", "--hidden=none", "--dropout=0.5"),
                "--dropout: leaves hidden values out, and without hidden layers there is none");
    }

    @Test
    void aNetworkTooLargeIsToldInOneLine() {
        for (String hidden : new String[] {"99999999,99", "9999999,50"}) {
            refused(train(home.resolve("run"), "price", "--hidden", hidden), "");
            assertThat(home.resolve("run")).doesNotExist();
        }
    }

    @Test
    void predictionsAreTheRowsWithOneColumnMore() throws IOException {
        Path out = home.resolve("run");
        train(out, "price", "--ignore", "dear", "--epochs", "60");
        Path rows = Files.writeString(
                home.resolve("new.csv"), "balcony,area,city,note\nno,100,Bern,\"a, b\"\nyes,,Chur,\n");
        Ran ran = Ran.of("predict", out.toString(), rows.toString());
        assertThat(ran.errors()).isEmpty();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).isEqualTo("balcony,area,city,note,predicted price");
        assertThat(lines.get(1)).startsWith("no,100,Bern,\"a, b\",");
        double price = Double.parseDouble(lines.get(1).substring(lines.get(1).lastIndexOf(',') + 1));
        assertThat(price).isBetween(420.0, 580.0);
        Path file = home.resolve("predicted.csv");
        Ran saved = Ran.of("predict", out.toString(), rows.toString(), "--out", file.toString());
        assertThat(saved.out()).isEqualTo("saved " + file + System.lineSeparator());
        assertThat(file).content().isEqualToNormalizingNewlines(ran.out());
    }

    @Test
    void classesArePredictedWithTheirProbability() throws IOException {
        Path out = home.resolve("run");
        train(out, "dear", "--ignore", "price", "--epochs", "40");
        Path rows = Files.writeString(home.resolve("new.csv"), "balcony,area,city\nno,110,Bern\nyes,30,Chur\n");
        assertThat(Ran.of("predict", out.toString(), rows.toString()).out().lines())
                .anyMatch(line -> line.matches("no,110,Bern,dear,(1\\.0|0\\.[5-9].*)"))
                .anyMatch(line -> line.matches("yes,30,Chur,cheap,(1\\.0|0\\.[5-9].*)"));
    }

    @Test
    void mistakesInRowsToPredictAreToldWithLineAndColumn() throws IOException {
        Path out = home.resolve("run");
        train(out, "price", "--epochs", "2");
        Path rows = home.resolve("new.csv");
        Files.writeString(rows, "balcony,area,city,dear\nno,100,Bern,dear\nno,100,Genf,dear\n");
        Ran unknown = Ran.of("predict", out.toString(), rows.toString());
        refused(unknown, rows + ": line 3, column city: 'Genf' was in no row", "Bern, Chur", "--allow-unknown");
        assertThat(Ran.of("predict", out.toString(), rows.toString(), "--allow-unknown")
                        .code())
                .isZero();
        Files.writeString(rows, "balcony,area,city,dear\nno,large,Bern,dear\n");
        refused(
                Ran.of("predict", out.toString(), rows.toString()),
                rows + ": line 2, column area: 'large' is not a number");
        Files.writeString(rows, "balcony,city,dear\nno,Bern,dear\n");
        refused(Ran.of("predict", out.toString(), rows.toString()), rows + ": has no column 'area'");
        refused(Ran.of("evaluate", out.toString(), rows.toString()), rows + ": has no column 'area'");
        Path file = home.resolve("predicted.csv");
        Ran.of("predict", out.toString(), rows.toString(), "--out", file.toString());
        assertThat(file).doesNotExist();
    }

    @Test
    void evaluateTellsHowGoodTheModelIs() {
        Path out = home.resolve("run");
        train(out, "price", "--ignore", "dear", "--epochs", "60");
        Ran ran = Ran.of("evaluate", out.toString(), data.toString());
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.out().lines().toList().getFirst()).startsWith("400 rows, loss 0.0");
        assertThat(ran.out().lines().toList().getLast()).matches("R² 0\\.9\\d{3}");
    }

    @Test
    void infoTellsOfTheModel() {
        Path out = home.resolve("run");
        train(out, "price", "--ignore", "dear", "--epochs", "2", "--hidden", "8");
        assertThat(Ran.of("info", out.toString()).out())
                .contains("model: 5-8-1, relu, 57 parameters", "layers.0.weight", "city: one of Bern, Chur")
                .contains("area: number, mean", "target: price", "linear regression")
                .containsPattern("(?m)^  loss: [\\d.]{5,8}$");
    }

    @Test
    void aDamagedRunIsToldByItsFile() throws IOException {
        Path out = home.resolve("run");
        train(out, "price", "--epochs", "1");
        Path preparation = out.resolve("preparation.json");
        Files.writeString(preparation, Files.readString(preparation).replace("\"balcony\"", "3"));
        refused(Ran.of("predict", out.toString(), data.toString()), preparation + ": is damaged");
        Files.delete(preparation);
        refused(
                Ran.of("predict", out.toString(), data.toString()),
                "holds a model of MNIST that says not how images become its inputs");
        Files.writeString(out.resolve("model.safetensors"), "nothing");
        refused(Ran.of("info", out.toString()), "model.safetensors: ");
    }

    private static void refused(Ran ran, String... told) {
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors().lines()).singleElement().asString().contains(told);
    }

    private Ran train(Path out, String target, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("train", data.toString(), "--target", target, "--out", out.toString()));
        arguments.addAll(List.of(options));
        return Ran.of(arguments.toArray(String[]::new));
    }

    private static MatchResult result(Ran ran) {
        return RESULT.matcher(ran.out()).results().findFirst().orElseThrow(() -> new AssertionError(ran.out()));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
