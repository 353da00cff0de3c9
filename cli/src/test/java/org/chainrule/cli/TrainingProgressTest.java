package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.chainrule.cli.console.Terminal;
import org.chainrule.train.EpochReport;
import org.chainrule.train.Score;
import org.chainrule.train.Settings;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();
    private final Terminal terminal = Terminal.plain(new PrintStream(written, true, StandardCharsets.UTF_8));

    private void train(int epochs, long nanoseconds) {
        TrainingProgress progress =
                new TrainingProgress(terminal, 100, Settings.classification(epochs), true, clock::get);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            clock.addAndGet(nanoseconds);
            Score score = new Score(0.5, 0.75);
            progress.onEpoch(new EpochReport(epoch, epoch, 0.1, score, score, nanoseconds / 1e9, 100));
        }
        progress.end();
    }

    private String[] lines() {
        return written.toString(StandardCharsets.UTF_8).split("\\R");
    }

    @Test
    void quickEpochsHaveALineEachHalfSecondTheFirstAndTheLastAmongThem() {
        train(100, 20_000_000);
        assertThat(lines()).hasSize(5);
        assertThat(lines()[0])
                .isEqualTo("epoch 1/100  train loss 0.5000 acc 0.7500  valid loss 0.5000 acc 0.7500  20 ms");
        assertThat(lines()[1]).startsWith("epoch 26/100 ");
        assertThat(lines()[4]).startsWith("epoch 100/100 ").endsWith(" 20 ms").hasSize(80);
    }

    @Test
    void slowEpochsHaveALineEach() {
        train(3, 1_250_000_000);
        assertThat(lines()).hasSize(3).allMatch(line -> line.endsWith("  1.3 s"));
    }

    @Test
    void whatTakesNextToNothingIsSaidSo() {
        train(1, 1000);
        assertThat(lines()).singleElement().asString().endsWith("  <1 ms");
    }
}
