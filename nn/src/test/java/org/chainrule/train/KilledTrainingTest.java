package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.chainrule.optim.AdamW;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that trains is killed (SIGKILL) at random moments, again and again, and ends with the bits of one that was left alone. */
@Tag("slow")
class KilledTrainingTest {
    private static final int KILLS = 3;

    @TempDir
    private Path folder;

    @Test
    void endsAsIfItHadBeenLeftAlone() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long latest = 0;
        for (int i = 0; i < KILLS; i++) {
            Process process = start();
            List<Long> steps = new ArrayList<>();
            try (BufferedReader lines = process.inputReader()) {
                int wanted = 1 + random.nextInt(7);
                while (steps.size() < wanted) {
                    steps.add(Long.parseLong(lines.readLine()));
                }
                TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
                // by its handle, as the process would close what it had written so far
                process.toHandle().destroyForcibly();
                lines.lines().map(Long::parseLong).forEach(steps::add);
            }
            assertThat(process.waitFor()).isNotZero();
            // each step that was reported had been kept but for the last, whose file may not have had its name yet
            assertThat(steps.getFirst()).as("seed %d", seed).isBetween(latest, latest + 1);
            latest = steps.getLast();
        }
        Process last = start();
        last.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        assertThat(last.waitFor()).isZero();

        Trained<Intricate.Network> whole =
                Trainer.of(settings()).fit(Intricate.model(8), Intricate.training(), Intricate.validation());
        Trained<Intricate.Network> resumed = Trainer.of(settings())
                .with(Checkpoints.in(folder))
                .resume(Intricate.model(8), Intricate.training(), Intricate.validation());
        assertThat(Intricate.firstDifference(resumed, whole))
                .as("seed %d", seed)
                .isEmpty();
        assertThat(Intricate.scores(resumed)).isEqualTo(Intricate.scores(whole));
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    private static Settings settings() {
        return Intricate.settings()
                .withEpochs(8)
                .with(new AdamW(), Intricate.settings().schedule())
                .with(new EarlyStopping(100));
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Trains, keeps each step, and prints it before. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) {
            TrainingListener teller = new TrainingListener() {
                @Override
                public void onBatch(BatchReport report) {
                    System.out.println(report.step());
                }
            };
            Trainer.of(settings(), teller)
                    .with(Checkpoints.in(Path.of(arguments[0])).every(new Rhythm.Steps(1)))
                    .resume(Intricate.model(8), Intricate.training(), Intricate.validation());
        }
    }
}
