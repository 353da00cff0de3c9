package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chainrule.Tensor;
import org.chainrule.cli.console.Terminal;
import org.chainrule.data.Json;
import org.chainrule.lens.series.Entry;
import org.chainrule.lens.series.SeriesFile;
import org.chainrule.train.Checkpoints;
import org.chainrule.train.ModelFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Runs whose process is killed, and that go on to the model of a run that was left alone. */
@Tag("slow")
class ResumeTest {
    @TempDir
    private static Path home;

    static Stream<List<String>> commands() throws IOException {
        Path digits = TinyDigits.write(home.resolve("data"), 240, 40);
        Path shapes = ImageFolders.shapes(home.resolve("shapes"), 40, 1);
        return Stream.of(
                List.of("train", "mnist", "--data=" + digits, "--epochs=30", "--hidden=16", "--schedule=one-cycle"),
                List.of("train", Fables.write(home.resolve("fables.txt"), 80).toString(), "--model=lstm", "--width=16"),
                List.of("train", "../data/tabular/wine.csv", "--target", "cultivar", "--hidden", "32,16", "--seed=3"),
                List.of("train", shapes.toString(), "--size=16", "--channels=4", "--epochs=10"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aRunThatIsKilledGoesOnToTheBit(List<String> command) throws IOException, InterruptedException {
        Path killed = home.resolve("killed" + command.get(1).replace('/', '_'));
        Path whole = home.resolve(killed.getFileName() + "-whole");
        kill(killed, with(command, "--out=" + killed, "--checkpoint-every=3"), "epoch 1/");
        assertThat(killed.resolve("checkpoints")).isNotEmptyDirectory();
        assertThat(killed.resolve("model.safetensors")).doesNotExist();
        told("has no model yet, as its training was ended", "info", killed.toString());

        Ran wrong = Ran.of("train", "--resume", "--out=" + killed, "--checkpoint-every=3", "--rate", "0.5");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.errors()).contains("was started with no --rate, not with --rate 0.5");

        Ran resumed = Ran.of("train", "--resume", "--out=" + killed, "--threads=1");
        assertThat(resumed.errors()).isEmpty();
        assertThat(resumed.code()).isZero();
        assertThat(resumed.out()).containsPattern("going on after step \\d+").doesNotContain("gradient check");
        Ran reference = Ran.of(with(command, "--out=" + whole).toArray(String[]::new));
        assertThat(reference.errors()).isEmpty();
        assertThat(reference.out()).containsPattern("gradient check of [\\d,]+ parameters ...\\R");
        assertThat(check(killed)).isEqualTo(check(whole));
        same(ModelFile.read(killed.resolve("model.safetensors")), ModelFile.read(whole.resolve("model.safetensors")));
        assertThat(rows(killed)).isEqualTo(rows(whole));
        assertThat(names(killed)).isEqualTo(names(whole)).doesNotContain("checkpoints");
        assertThat(seconds(killed)).isGreaterThanOrEqualTo(secondsOfEpochs(killed) - 0.1);
        appended(SeriesFile.at(killed.resolve("lens.jsonl")).all());

        Ran again = Ran.of("train", "--resume", "--out=" + killed);
        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("is complete: there is nothing to go on with");
    }

    /** What was recorded goes on where the model went on. */
    private static void appended(List<Entry> entries) {
        List<Entry> begins =
                entries.stream().filter(Entry.Begin.class::isInstance).toList();
        assertThat(begins)
                .hasSize(2)
                .last()
                .satisfies(begin -> assertThat(begin.step()).isPositive());
        assertThat(entries.get(entries.indexOf(begins.getLast()) + 1).step())
                .isEqualTo(begins.getLast().step() + 1);
        assertThat(entries.getLast())
                .isInstanceOfSatisfying(
                        Entry.End.class, end -> assertThat(end.outcome()).isEqualTo(Entry.Outcome.COMPLETE));
    }

    private static void same(Map<String, Tensor> one, Map<String, Tensor> other) {
        assertThat(one.keySet()).isEqualTo(other.keySet());
        one.forEach((name, tensor) ->
                assertThat(tensor.toFloats()).containsExactly(other.get(name).toFloats()));
    }

    /** The numbers of each epoch, less how long it took. */
    private static List<String> rows(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.csv")).stream()
                .map(row -> row.replaceFirst(",[^,]*,[^,]*$", ""))
                .toList();
    }

    private static double seconds(Path run) {
        Map<?, ?> result =
                (Map<?, ?>) Json.read(run.resolve("config.json"), map -> map).getOrDefault("result", Map.of());
        return Double.parseDouble(String.valueOf(result.get("seconds")));
    }

    private static double secondsOfEpochs(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.csv")).stream()
                .skip(1)
                .map(row -> row.split(","))
                .mapToDouble(values -> Double.parseDouble(values[values.length - 2]))
                .sum();
    }

    private static Object check(Path run) {
        return Optional.ofNullable(
                        Json.read(run.resolve("config.json"), map -> map).get("gradient check"))
                .orElseThrow();
    }

    private static List<String> names(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> with(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return all;
    }

    /** Starts a process, and kills it when it has written a line with that beginning. */
    private static void kill(Path run, List<String> arguments, String beginning)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> seen = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); ; line = lines.readLine()) {
                assertThat(line).as(seen.toString()).isNotNull();
                seen.add(line);
                if (line.startsWith(beginning)) {
                    // until there is one to go on from
                    while (!RunFiles.hasCheckpoints(run) && process.isAlive()) {
                        Thread.sleep(1);
                    }
                    break;
                }
            }
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
    }

    @Test
    void epochsMayBeAddedIfTheRateDoesNotGoByThem() throws IOException, InterruptedException {
        Path digits = TinyDigits.write(home.resolve("more"), 240, 40);
        List<String> command = List.of("train", "mnist", "--data=" + digits, "--hidden=16", "--epochs", "200000");
        Path run = home.resolve("added to");
        kill(run, with(command, "--out=" + run), "epoch 1/");
        // as if the run had been begun with few
        Path configuration = run.resolve("config.json");
        int done = Math.toIntExact(
                Checkpoints.in(run.resolve("checkpoints")).steps().orElseThrow() / 2);
        Files.writeString(configuration, Files.readString(configuration).replace("200000", Integer.toString(done + 1)));
        told("was started with", "train", "--resume", "--out=" + run, "--epochs=1");
        assertThat(Ran.of("info", run.toString()).errors()).contains("train --resume --out '" + run + "'");
        told("go on with its run: chainrule train --resume --out '", "train", "mnist", "--out=" + run);

        Ran resumed = Ran.of("train", "--resume", "--out=" + run, "--epochs=" + (done + 3));
        assertThat(resumed.errors()).isEmpty();
        assertThat(resumed.out())
                .contains("epoch " + (done + 3) + "/" + (done + 3))
                .contains("next: open " + run);
        assertThat(Files.readString(configuration))
                .contains("--epochs=" + (done + 3))
                .contains("\"epochs\": " + (done + 3))
                .doesNotContain("\"--epochs\"");
        told(
                "its checkpoints are gone: no epochs can be added",
                "train",
                "--resume",
                "--out=" + run,
                "--epochs=9999999");
    }

    @Test
    void noEpochsAreAddedToAScheduleThatGoesOverAll() throws IOException, InterruptedException {
        Path run = home.resolve("cycle");
        String[] command = {"train", "../data/tabular/iris.csv", "--target", "species", "--out=" + run};
        kill(run, List.of(command), "epoch 1/");
        told("over all of which its learning rate goes", "train", "--resume", "--out=" + run, "--epochs=200");
        TrainMnistCommand mnist = new TrainMnistCommand(Terminal.plain(System.out));
        new CommandLine(mnist).parseArgs("--schedule=step", "--every=2");
        assertThat(mnist.mayGoOn(8, 9)).isTrue();
        TrainMnistCommand cosine = new TrainMnistCommand(Terminal.plain(System.out));
        new CommandLine(cosine).parseArgs("--schedule=cosine");
        assertThat(cosine.mayGoOn(8, 9)).isFalse();
    }

    @Test
    void whatCannotGoOnIsToldInOneLine() throws IOException {
        Path folder = Files.createDirectories(home.resolve("empty"));
        told("say which run is to go on: --resume --out DIR", "train", "mnist", "--resume");
        told("is no run folder", "train", "mnist", "--resume", "--out=" + folder);
        told("none of epoch, a number of steps", "train", "mnist", "--checkpoint-every=often");
        Files.writeString(folder.resolve("config.json"), "{}");
        told("does not tell how it was started", "train", "--resume", "--out=" + folder);
        Files.writeString(folder.resolve("config.json"), "{\"arguments\": [\"train\", \"mnist\"]}");
        told("was started as train mnist, not as train a.csv", "train", "a.csv", "--resume", "--out=" + folder);
    }

    @Test
    void aRunThatIsStoppedBeforeItsFirstNewStepIsSaidToStay() throws IOException {
        Path folder = Files.createDirectories(home.resolve("stays/checkpoints"));
        Path run = home.resolve("stays");
        assertThat(RunFiles.untouched(run)).isEqualTo("stopped before the first step; nothing to save");
        Files.createFile(folder.resolve("step-000000000900.safetensors"));
        Files.createFile(folder.resolve("step-000000001200.safetensors"));
        assertThat(RunFiles.untouched(run))
                .isEqualTo("stopped before the first new step; " + run + " stays as it was at step 1,200");
    }

    private static void told(String what, String... arguments) {
        Ran ran = Ran.of(arguments);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.errors().lines()).singleElement().asString().contains(what);
    }
}
