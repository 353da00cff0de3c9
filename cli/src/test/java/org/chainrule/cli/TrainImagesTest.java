package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainImagesTest {
    private static final Pattern RESULT = Pattern.compile("test accuracy (\\d\\.\\d{4}) \\(baseline (\\d\\.\\d{4})\\)");

    @TempDir
    Path home;

    @Test
    void digitsAreLearntAndTheRunFolderTellsOfThem() throws IOException {
        Path data = ImageFolders.digits(home.resolve("ziffern ä"), 60);
        Files.writeString(data.resolve("readme.txt"), "digits");
        Path out = home.resolve("run");
        Ran ran = train(data, out, "--epochs", "16");
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains("data: ziffern ä, 390 images to train on, 90 to validate, 120 to test")
                .contains("images: seen in 28×28, grey; 10 classes: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9")
                .contains("note: no images of a class, and left out: readme.txt")
                .contains("augmented: drawing")
                .containsPattern("gradient check: .* passed");
        MatchResult result = result(ran);
        assertThat(Double.parseDouble(result.group(1))).isGreaterThan(0.9);
        assertThat(Double.parseDouble(result.group(2))).isBetween(0.6, Double.parseDouble(result.group(1)));
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactly(
                            "config.json",
                            "images.json",
                            "lens.jsonl",
                            "metrics.csv",
                            "model.safetensors",
                            "report.html");
        }
        assertThat(out.resolve("report.html"))
                .content()
                .contains("Misclassified", "data:image/png;base64,", "logistic regression of the pixels")
                .contains("the most frequent class", "convolutions of 16–32–64 channels");
        assertThat(out.resolve("config.json")).content().contains("\"augment\": \"drawing\"", "\"accuracy\": 0.9");

        assertThat(Ran.of("info", out.toString()).out())
                .contains("model: convolutions of 16-32-64 channels, relu, 24,282 parameters")
                .contains("blocks.0.norm.running.variance", "seen in 28×28, grey; 10 classes");

        Ran evaluated = Ran.of("evaluate", out.toString(), data.toString());
        assertThat(evaluated.errors()).isEmpty();
        assertThat(evaluated.out().lines().toList().getFirst()).startsWith("600 images, loss 0.");
        assertThat(evaluated.out()).containsPattern("accuracy 0\\.9\\d");

        Path sevens = data.resolve("7");
        Ran predicted = Ran.of("predict", out.toString(), sevens.toString());
        assertThat(predicted.errors()).isEmpty();
        List<String> rows = predicted.out().lines().toList();
        assertThat(rows).hasSize(61).first().isEqualTo("file,class,probability");
        assertThat(rows.stream().filter(row -> row.contains(".png,7,"))).hasSizeGreaterThan(50);
        Path file = home.resolve("predicted.csv");
        assertThat(Ran.of("predict", out.toString(), sevens.toString(), "--out", file.toString())
                        .code())
                .isZero();
        assertThat(file).content().isEqualToNormalizingNewlines(predicted.out());
        Path first = Path.of(rows.get(1).replaceFirst(",.*", ""));
        assertThat(Ran.of("predict", out.toString(), first.toString(), first.toString())
                        .out()
                        .lines())
                .containsExactly(rows.getFirst(), rows.get(1), rows.get(1));

        Path broken = Files.writeString(home.resolve("broken.png"), "broken");
        refused(Ran.of("predict", out.toString(), first.toString(), broken.toString()), broken + ": is no image");
        refused(Ran.of("predict", out.toString(), home.resolve("none.png").toString()), "none.png: cannot be read");
        refused(Ran.of("evaluate", out.toString(), sevens.toString()), "has no image in a folder of a class");
    }

    @Test
    void colouredImagesOfManySizesAreLearnt() {
        Path data = home.resolve("shapes");
        ImageFolders.shapes(data.resolve("train"), 120, 1);
        ImageFolders.shapes(data.resolve("test"), 40, 2);
        Ran ran = train(data, home.resolve("run"), "--epochs", "20", "--size", "24");
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.out())
                .contains("204 images to train on, 36 to validate, 80 to test")
                .contains("seen in 24×24, coloured; 2 classes: disc, square")
                .contains("augmented: photo");
        assertThat(Double.parseDouble(result(ran).group(1))).isGreaterThan(0.85);
        assertThat(Ran.of("evaluate", home.resolve("run").toString(), data.toString())
                        .out()
                        .lines()
                        .findFirst())
                .hasValueSatisfying(line -> assertThat(line).startsWith("80 images"));
    }

    @Test
    void theSameSeedGivesTheSameModelWithOneAndTwoThreads() throws IOException {
        Path data = ImageFolders.shapes(home.resolve("shapes"), 15, 3);
        String[] few = {"--epochs", "2", "--size", "16", "--channels", "4", "--threads"};
        train(data, home.resolve("one"), with(few, "1"));
        train(data, home.resolve("two"), with(few, "2"));
        assertThat(home.resolve("two/model.safetensors"))
                .hasBinaryContent(Files.readAllBytes(home.resolve("one/model.safetensors")));
        assertThat(Ran.of("info", home.resolve("one").toString()).out())
                .contains("convolutions of 4-8 channels", "seen in 16×16");

        Path preparation = home.resolve("one/images.json");
        Files.writeString(preparation, Files.readString(preparation).replace("\"size\": 16", "\"size\": 3"));
        refused(
                Ran.of("info", home.resolve("one").toString()),
                "model.safetensors: halves images 2 times, which those of 3 pixels a side are too small for");
    }

    @Test
    void brokenFilesAreToldOrSkipped() throws IOException {
        Path data = ImageFolders.shapes(home.resolve("shapes"), 15, 3);
        Path broken = Files.writeString(data.resolve("disc/broken.jpg"), "broken");
        refused(train(data, home.resolve("run")), broken + ": is no image that Java reads");
        assertThat(home.resolve("run")).doesNotExist();
        Ran ran = train(data, home.resolve("run"), "--skip-broken", "--epochs", "1", "--size", "8");
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.out()).contains("note: broken, and left out: " + broken);
    }

    @Test
    void mistakesInTheArgumentsAreToldInOneLine() {
        Path data = ImageFolders.shapes(home.resolve("shapes"), 4, 3);
        refused(train(data, home.resolve("run"), "--target", "x"), "--target: for tables alone, and " + data);
        refused(train(data, home.resolve("run"), "--size", "4"), "'4' is not from 8 to 1024");
        refused(train(data, home.resolve("run"), "--augment", "much"), "none of photo, drawing, none");
        refused(train(data.resolve("disc"), home.resolve("run")), "has images of no class");
        refused(
                Ran.of("train", "../data/tabular/iris.csv", "--target", "species", "--augment", "none"),
                "--augment: for folders of images alone");
    }

    private static String[] with(String[] options, String last) {
        return Stream.concat(Stream.of(options), Stream.of(last)).toArray(String[]::new);
    }

    private static void refused(Ran ran, String told) {
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors().lines()).singleElement().asString().contains(told);
    }

    private static Ran train(Path data, Path out, String... options) {
        List<String> arguments = new ArrayList<>(List.of("train", data.toString(), "--out", out.toString()));
        arguments.addAll(List.of(options));
        return Ran.of(arguments.toArray(String[]::new));
    }

    private static MatchResult result(Ran ran) {
        return RESULT.matcher(ran.out()).results().findFirst().orElseThrow(() -> new AssertionError(ran.out()));
    }
}
