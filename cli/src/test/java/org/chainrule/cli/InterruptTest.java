package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, sent to a process of its own. */
@Tag("slow")
@EnabledOnOs({OS.LINUX, OS.MAC})
class InterruptTest {
    @TempDir
    Path home;

    @Test
    void stopsAndSaves() throws IOException, InterruptedException {
        Process process = training();
        signal(process, "epoch 1/");
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(home.resolve("run/model.safetensors")).isNotEmptyFile();
        assertThat(home.resolve("run/report.html")).content().contains("stopped before its end");
    }

    @Test
    void beforeTheFirstStepLeavesNothing() throws IOException, InterruptedException {
        Process process = training();
        signal(process, "model: ");
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
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

    /** Sends the signal of Ctrl-C once a line with that beginning is read, and reads on to the end. */
    private static void signal(Process process, String beginning) throws IOException, InterruptedException {
        try (BufferedReader lines = process.inputReader()) {
            while (!lines.readLine().startsWith(beginning)) {
                // not yet
            }
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            while (lines.readLine() != null) {
                // the process must not block on its output
            }
        }
    }
}
