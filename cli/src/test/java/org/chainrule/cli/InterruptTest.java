package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals, sent to a process of its own. */
@Tag("slow")
@EnabledOnOs({OS.LINUX, OS.MAC})
class InterruptTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void stopsAndSaves(String signal, int exitCode) throws IOException, InterruptedException {
        Process process = training();
        List<String> lines = signal(process, "epoch 1/", signal);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(lines.toString()).isEqualTo(exitCode);
        assertThat(home.resolve("run/model.safetensors")).isNotEmptyFile();
        assertThat(home.resolve("run/report.html")).content().contains("stopped before its end");
    }

    @Test
    void aTerminalThatHangsUpTwiceDoesNotCutOffTheSaving() throws IOException, InterruptedException {
        Process process = training();
        List<String> lines = signal(process, "epoch 1/", "HUP", "HUP", "HUP");
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(lines.toString()).isEqualTo(129);
        assertThat(home.resolve("run/report.html")).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void beforeTheFirstStepThereIsNothingToSave(String signal, int exitCode) throws IOException, InterruptedException {
        Process process = training();
        List<String> lines = signal(process, "model: ", signal);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(lines.toString()).isEqualTo(exitCode);
        assertThat(lines).last().isEqualTo("stopped before the first step; nothing to save");
        assertThat(home).isDirectoryNotContaining("glob:**run*");
    }

    private Process training() throws IOException {
        Path data = TinyDigits.write(home.resolve("data"), 240, 40);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "train",
                        "mnist",
                        "--data=" + data,
                        "--out=" + home.resolve("run"),
                        "--epochs=1000000",
                        "--hidden=16")
                .redirectErrorStream(true)
                .start();
    }

    /** Sends signals once a line with that beginning is read; what is written after it. */
    private static List<String> signal(Process process, String beginning, String... signals)
            throws IOException, InterruptedException {
        List<String> after = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            while (!lines.readLine().startsWith(beginning)) {
                // not yet
            }
            for (String signal : signals) {
                assumeReaches(process, signal);
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            }
            lines.lines().forEach(after::add);
        }
        return after;
    }

    /** What ignores a signal, as a job in the background of a shell does, starts processes that ignore it too. */
    private static void assumeReaches(Process process, String signal) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        int number = Map.of("HUP", 1, "INT", 2, "TERM", 15).get(signal);
        if (Files.exists(status)) {
            long ignored = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .findFirst()
                    .orElse(0);
            boolean reaches = (ignored >>> number - 1 & 1) == 0;
            if (!reaches) {
                process.destroyForcibly();
            }
            assumeTrue(reaches, "SIG" + signal + " is ignored by what runs the tests");
        }
    }
}
