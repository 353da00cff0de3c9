package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.NonFinite;
import org.chainrule.nn.Activation;
import org.chainrule.train.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainMnistTest {
    @TempDir
    Path home;

    @Test
    void fillsTheRunFolder() throws IOException {
        Path out = home.resolve("runs/first");
        Ran ran = train(out, "--epochs", "3", "--hidden", "16,8", "--activation", "tanh");
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(names(out))
                .containsExactly(
                        "config.json", "images.json", "lens.jsonl", "metrics.csv", "model.safetensors", "report.html");
        assertThat(out.resolve("metrics.csv")).content().hasLineCount(4);
        assertThat(ModelFile.read(out.resolve("model.safetensors")).keySet())
                .contains("layers.0.weight", "layers.1.bias", "layers.2.weight");
        assertThat(out.resolve("config.json"))
                .content()
                .contains("\"hidden\": [16, 8]", "\"activation\": \"tanh\"", "\"gradient_check\": true");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("\"kind\":\"epoch\",\"step\":", "class=\"confusion\"", "784–16–8–10", "layers.2.bias");
    }

    @Test
    void tensorBoardIsToldIfItIsAskedFor() throws IOException {
        Path out = home.resolve("runs/told");
        assertThat(train(out, "--epochs", "1", "--tensorboard").errors()).isEmpty();
        assertThat(names(out)).hasSize(7).anyMatch(name -> name.matches("events\\.out\\.tfevents\\.\\d+\\.chainrule"));
    }

    @Test
    void aScheduleIsTrainedWithWithOrWithoutMomentum() {
        for (String optimizer : new String[] {"adam", "adagrad"}) {
            Path out = home.resolve(optimizer);
            Ran ran = train(out, "--epochs", "2", "--optimizer", optimizer, "--schedule", "one-cycle", "--warmup", "2");
            assertThat(ran.errors()).isEmpty();
            assertThat(ran.code()).isZero();
            assertThat(ran.out()).contains(optimizer + " at 0.0", ", one-cycle, ");
            assertThat(out.resolve("config.json")).content().contains("\"schedule\": \"one-cycle\"");
        }
    }

    @Test
    void whatWorksAgainstOverfittingIsTrainedWithAndWrittenDown() {
        Path out = home.resolve("run");
        Ran ran = train(
                out, "--epochs", "3", "--dropout", "0.3", "--mixup", "0.2", "--patience", "2", "--average", "ema");
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(out.resolve("config.json"))
                .content()
                .contains("\"dropout\": 0.3", "\"mixup\": 0.2", "\"patience\": 2", "\"average\": \"ema\"");
    }

    @Test
    void patienceEndsATrainingThatBecomesNoBetter() {
        Ran ran = train(home.resolve("run"), "--epochs", "400", "--patience", "1", "--rate", "0.03");
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines().filter(line -> line.startsWith("epoch ")).count())
                .isLessThan(400);
        assertThat(ran.out().lines())
                .anyMatch(line -> line.matches("ended early: the validation loss was least in epoch \\d+ of \\d+"));
    }

    @Test
    void aShareThatIsNoneIsToldInOneLine() {
        Ran ran = train(home.resolve("run"), "--dropout", "1");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors().lines()).singleElement().asString().contains("--dropout", "from 0 to less than 1");
    }

    @Test
    void aTrainingTooShortForItsScheduleIsToldInOneLine() {
        Ran ran = train(home.resolve("run"), "--epochs", "1", "--schedule", "cosine", "--warmup", "1000");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors().lines()).singleElement().asString().contains("--schedule cosine: a warm-up of 1000");
        assertThat(home.resolve("run")).doesNotExist();
    }

    @Test
    void tellsItsProgressInPlainLinesWithoutATerminal() {
        Ran ran = train(home.resolve("run"), "--epochs", "2");
        assertThat(ran.out()).doesNotContain("\r").doesNotContain("\u001b");
        assertThat(ran.out().lines())
                .anyMatch(line -> line.matches("gradient check: \\d+ of 12,\\d+ parameters, .* passed"))
                .anyMatch(line -> line.startsWith("epoch 1/2 "))
                .anyMatch(line -> line.startsWith("epoch 2/2 "))
                .filteredOn(line -> !line.contains(home.toString()))
                .allMatch(line -> line.length() <= 80);
        assertThat(ran.out().lines().toList().getLast()).matches("test accuracy [01]\\.\\d{4}");
    }

    @Test
    void aNetworkTooLargeForAnyArrayOrForTheMemoryIsToldInOneLine() {
        for (String hidden : new String[] {"99999999,5", "9999999,50", "2000000"}) {
            Ran ran = train(home.resolve("run"), "--hidden", hidden);
            assertThat(ran.code()).as(hidden).isEqualTo(2);
            assertThat(ran.errors().lines()).singleElement().asString().containsAnyOf("too large", "more memory");
            assertThat(home.resolve("run")).doesNotExist();
        }
    }

    @Test
    void itsModelTellsTheDigitOfAnImageFile() throws IOException {
        Path run = home.resolve("run");
        train(run, "--epochs", "20", "--rate", "0.01");
        Path three = home.resolve("drawn/3/three.png");
        ImageFolders.write(three, row(3));
        assertThat(Ran.of("predict", run.toString(), three.toString()).out())
                .startsWith("file,class,probability\n" + three + ",3,");
        assertThat(Ran.of("evaluate", run.toString(), home.resolve("drawn").toString())
                        .out())
                .contains("1 images", "1 of them right", "accuracy 1.0000");
        assertThat(Ran.of("info", run.toString()).out()).contains("images: seen in 28×28, grey; 10 classes: 0, 1, 2");
        Path images = run.resolve("images.json");
        Files.writeString(images, Files.readString(images).replace("28", "27"));
        assertThat(Ran.of("predict", run.toString(), three.toString()).errors())
                .contains("the model is from 784 inputs to 10 outputs, but the preparation from 729 to 10");
    }

    /** An image as {@link TinyDigits} has them: ink is white, paper black. */
    private static BufferedImage row(int digit) {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 28; x++) {
            image.getRaster().setSample(x, 2 * digit, 0, 255);
        }
        return image;
    }

    @Test
    void learns() {
        Ran ran = train(home.resolve("run"), "--epochs", "20", "--rate", "0.01");
        String last = ran.out().lines().toList().getLast();
        assertThat(Double.parseDouble(last.replace("test accuracy ", ""))).isGreaterThan(0.9);
    }

    @Test
    void theSameSeedGivesTheSameBytesWithOneAndTwoThreads() throws IOException {
        train(home.resolve("one"), "--epochs", "2", "--threads", "1", "--seed", "7");
        train(home.resolve("two"), "--epochs", "2", "--threads", "2", "--seed", "7");
        train(home.resolve("other"), "--epochs", "2", "--threads", "2", "--seed", "8");
        byte[] model = Files.readAllBytes(home.resolve("one/model.safetensors"));
        assertThat(home.resolve("two/model.safetensors")).hasBinaryContent(model);
        assertThat(Files.readAllBytes(home.resolve("other/model.safetensors"))).isNotEqualTo(model);
    }

    @Test
    void everyOptimizerAndActivationTrains() {
        List<String> optimizers = Options.names(OptimizerChoice.class);
        List<String> activations = Options.names(Activation.class);
        for (int i = 0; i < activations.size(); i++) {
            Ran ran = train(
                    home.resolve("run" + i),
                    "--epochs",
                    "1",
                    "--l2",
                    "1e-4",
                    "--optimizer",
                    optimizers.get(i % optimizers.size()),
                    "--activation",
                    activations.get(i));
            assertThat(ran.code())
                    .as(activations.get(i) + ran.errors() + ran.out())
                    .isZero();
        }
    }

    @Test
    void stopsAtTheFirstLossThatIsNoFiniteNumber() {
        Ran ran = train(home.resolve("run"), "--epochs", "50", "--optimizer", "sgd", "--rate", "1e30");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.errors().lines())
                .singleElement()
                .asString()
                .contains("epoch 1", "take the usual --rate 0.", "chainrule find-rate mnist", "nothing was")
                .doesNotContain("E30");
        assertThat(home.resolve("run")).doesNotExist();
    }

    @Test
    void aRateThatIsFarTooHighIsToldAfterTheResult() {
        Ran ran = train(home.resolve("run"), "--epochs", "30", "--rate", "10");
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines().dropWhile(line -> !line.startsWith("test accuracy")))
                .anyMatch(line -> line.startsWith("note: ")
                        && line.endsWith(
                                "; take the usual --rate 0.001, or look for one with chainrule find-rate mnist"));
        Ran usual = train(home.resolve("usual"), "--epochs", "30");
        assertThat(usual.out()).doesNotContain("note: ");
    }

    @Test
    void theOperationThatIsBlamedForANaNIsToldAndNoRunIsLeft() {
        Ran ran = NonFinite.blame(
                () -> train(home.resolve("run"), "--epochs", "50", "--optimizer", "sgd", "--rate", "1e30"));
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.errors())
                .startsWith("chainrule train mnist: ")
                .contains(", made by ", "take the usual --rate 0.", "nothing was saved")
                .doesNotContain("mistake of the program", "\tat ");
        assertThat(home.resolve("run")).doesNotExist();
    }

    @Test
    void keepsTheModelOfTheLastEpochWhoseLossWasFinite() throws IOException {
        // a penalty that overshoots: each step makes the weights several times as large
        Path out = home.resolve("run");
        Ran ran = train(out, "--epochs", "50", "--optimizer", "sgd", "--rate", "0.1", "--l2", "100");
        assertThat(ran.code()).as(ran.out() + ran.errors()).isEqualTo(1);
        assertThat(ran.errors().lines()).singleElement().asString().contains("--rate below", "the model of epoch");
        assertThat(ModelFile.read(out.resolve("model.safetensors")).values())
                .allSatisfy(tensor -> assertThat(tensor.toFloats()).doesNotContain(Float.NaN));
        assertThat(out.resolve("report.html")).content().contains("no finite number any more");
        assertThat(out.resolve("config.json")).content().contains("\"ending\": \"diverged\"");
    }

    @Test
    void doesNotTouchAFolderThatExists() throws IOException {
        Path out = Files.createDirectory(home.resolve("mine"));
        refused(train(out), "exists already");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void cannotWriteBelowAFile() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        Ran ran = train(file.resolve("deep/run"));
        refused(ran, "cannot write output folder");
        assertThat(ran.errors()).contains("file is a file").doesNotContain("unfinished");
    }

    @Test
    void aMissingFileIsToldByName() throws IOException {
        Path data = TinyDigits.write(home.resolve("data"), 60, 10);
        Files.delete(data.resolve("t10k-labels-idx1-ubyte.gz"));
        refused(train(home.resolve("run")), "t10k-labels-idx1-ubyte");
        assertThat(home.resolve("run")).doesNotExist();
    }

    @Test
    void aCorruptFileIsToldByName() throws IOException {
        Path data = TinyDigits.write(home.resolve("data"), 60, 10);
        Path images = data.resolve("train-images-idx3-ubyte.gz");
        byte[] whole = Files.readAllBytes(images);
        Files.write(images, java.util.Arrays.copyOf(whole, whole.length / 2));
        refused(train(home.resolve("run")), "train-images-idx3-ubyte.gz");
        Files.writeString(images, "these are no images");
        refused(train(home.resolve("run")), "train-images-idx3-ubyte.gz");
        assertThat(names(home)).containsExactly("data");
    }

    @Test
    void imagesWithoutAPixelAreRefused() throws IOException {
        Path data = TinyDigits.write(home.resolve("data"), 60, 10);
        for (String set : List.of("train", "t10k")) {
            Path images = data.resolve(set + "-images-idx3-ubyte.gz");
            ByteBuffer header = ByteBuffer.allocate(16).putInt(0x803).putInt(set.equals("train") ? 60 : 10);
            Files.write(images, header.putInt(0).putInt(28).array());
        }
        refused(train(home.resolve("run")), "without a pixel");
        assertThat(home.resolve("run")).doesNotExist();
    }

    private static void refused(Ran ran, String told) {
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors().lines()).singleElement().asString().contains(told);
    }

    private Ran train(Path out, String... options) {
        Path data = home.resolve("data");
        if (!Files.exists(data)) {
            TinyDigits.write(data, 240, 40);
        }
        List<String> arguments =
                new ArrayList<>(List.of("train", "mnist", "--data", data.toString(), "--out", out.toString()));
        arguments.addAll(List.of("--batch", "32"));
        if (!List.of(options).contains("--hidden")) {
            arguments.addAll(List.of("--hidden", "16"));
        }
        arguments.addAll(List.of(options));
        return Ran.of(arguments.toArray(String[]::new));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
