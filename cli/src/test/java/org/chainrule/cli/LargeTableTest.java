package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table four times as large as the memory is learnt from, predicted and evaluated. */
@Tag("slow")
class LargeTableTest {
    private static final int ROWS = 600_000;
    private static final String MEMORY = "-Xmx48m";
    private static final long BYTES = 4L * 48 << 20;

    @TempDir
    private Path home;

    @Test
    void isTrainedOnInAMemoryFarSmaller() throws IOException, InterruptedException {
        Path data = home.resolve("large.csv");
        write(data);
        // the coded rows alone are more than the quarter of the memory that is theirs
        assertThat(Files.size(data)).isGreaterThan(BYTES);
        Path run = home.resolve("run");
        String trained =
                java("train", data.toString(), "--target=y", "--epochs=1", "--hidden=8", "--threads=2", "--out=" + run);
        Matcher result = Pattern.compile("test R² (\\d\\.\\d+)").matcher(trained);
        assertThat(result.find()).as(trained).isTrue();
        assertThat(Double.parseDouble(result.group(1))).isGreaterThan(0.9);
        assertThat(java("evaluate", run.toString(), data.toString())).contains("600,000 rows", "R² 0.9");
    }

    private static void write(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        String text = "lorem ipsum, ".repeat(22);
        try (BufferedWriter rows = Files.newBufferedWriter(file)) {
            rows.write("a,b,c,d,kind,note,y\n");
            for (int i = 0; i < ROWS; i++) {
                double sum = 0;
                for (int k = 1; k <= 4; k++) {
                    float value = (float) random.nextDouble();
                    sum += k * value;
                    rows.append(String.valueOf(value)).append(',');
                }
                int kind = random.nextInt(3);
                rows.append("k").append(String.valueOf(kind)).append(",\"").append(text);
                rows.append(String.valueOf(i)).append("\",").append(String.valueOf((float) (sum + 2 * kind)));
                rows.append('\n');
            }
        }
    }

    private static String java(String... arguments) throws IOException, InterruptedException {
        String[] command = {
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            MEMORY,
            "--add-modules=jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()
        };
        Process process = new ProcessBuilder(
                        Stream.of(command, arguments).flatMap(Arrays::stream).toList())
                .redirectErrorStream(true)
                .start();
        String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(all).isZero();
        return all;
    }
}
