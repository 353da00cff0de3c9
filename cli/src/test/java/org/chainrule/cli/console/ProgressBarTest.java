package org.chainrule.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final AtomicLong clock = new AtomicLong();

    @Test
    void showsEpochShareLossSpeedAndTimeLeft() {
        ProgressBar bar = new ProgressBar(Terminal.of(out, true, Map.of("NO_COLOR", "1")), 1000, 2, clock::get);
        clock.set(1_000_000_000);
        bar.at(1, 0, 0.25);
        clock.set(6_000_000_000L);
        bar.at(1, 500, 0.25);
        assertThat(text())
                .contains("epoch 1/2  ━━━━━━━━────────  50%")
                .doesNotContain("[36m")
                .contains("loss 0.2500  0:15 left  100 examples/s");
    }

    @Test
    void saysHowMuchTimeIsLeftWhenStepsAreSteadyAndByTheLatestOfThem() {
        ProgressBar bar = new ProgressBar(Terminal.of(out, true, Map.of()), 100_000, 1, clock::get);
        // the first step takes 3 s, those of the next second are ten times as slow as the others
        clock.set(3_000_000_000L);
        bar.at(1, 10, 0.25);
        for (int tenth = 1; tenth <= 39; tenth++) {
            clock.addAndGet(100_000_000);
            bar.at(1, tenth <= 10 ? 10L * tenth : 100L * (tenth - 9), 0.25);
        }
        assertThat(text()).contains("examples/s").doesNotContain(" left");
        for (int tenth = 40; tenth <= 80; tenth++) {
            clock.addAndGet(100_000_000);
            bar.at(1, 100L * (tenth - 9), 0.25);
        }
        assertThat(text()).containsPattern("1:3\\d left").doesNotContain(":00:");
    }

    @Test
    void isDrawnAtMostTenTimesASecond() {
        ProgressBar bar = new ProgressBar(Terminal.of(out, true, Map.of()), 1000, 2, clock::get);
        for (int i = 0; i < 1000; i++) {
            clock.addAndGet(1_000_000);
            bar.at(1, i, 0.25);
        }
        assertThat(text().split("\r", -1)).hasSizeBetween(10, 12);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 12, 20, 40, 60, 80, 200})
    void isNeverWiderThanTheTerminal(int columns) {
        Terminal terminal = Terminal.of(out, true, Map.of("COLUMNS", Integer.toString(columns)));
        ProgressBar bar = new ProgressBar(terminal, 1_000_000, 100, clock::get);
        bar.begin(0);
        clock.set(1_000_000_000);
        bar.at(100, 500_000, 0.25);
        String[] drawn = text().replaceAll("\u001b\\[[?0-9;]*[a-zA-Z]", "").split("\r", -1);
        assertThat(drawn).hasSize(3).allMatch(line -> line.length() < columns);
        assertThat(drawn[2].length()).isGreaterThan(columns > 12 ? 8 : -1);
    }

    @Test
    void isNotWrappedByATerminalThatBecameNarrower() {
        ProgressBar bar = new ProgressBar(Terminal.of(out, true, Map.of()), 1000, 2, clock::get);
        bar.begin(0);
        assertThat(text()).contains("\u001b[?7l").contains("compiling").endsWith("\u001b[?7h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "wide", "99999"})
    void aWidthThatIsNoneIsTheUsualOne(String columns) {
        assertThat(Terminal.of(out, true, Map.of("COLUMNS", columns)).columns()).isEqualTo(80);
    }

    @Test
    void isSilentWithoutATerminal() {
        ProgressBar bar = new ProgressBar(Terminal.plain(out), 1000, 2, clock::get);
        clock.set(1_000_000_000);
        bar.at(1, 500, 0.25);
        assertThat(text()).isEmpty();
    }

    @Test
    void aTerminalThatCannotMoveItsCursorIsAPlainFile() {
        assertThat(Terminal.of(out, true, Map.of("TERM", "dumb")).live()).isFalse();
    }

    @Test
    void coloursAreForTerminalsAlone() {
        assertThat(Terminal.of(out, true, Map.of()).good("passed")).isNotEqualTo("passed");
        assertThat(Terminal.of(out, false, Map.of()).good("passed")).isEqualTo("passed");
        assertThat(Terminal.of(out, true, Map.of("NO_COLOR", "1")).good("passed"))
                .isEqualTo("passed");
    }

    @Test
    void timesAreMinutesAndSeconds() {
        assertThat(ProgressBar.clock(Duration.ofSeconds(75))).isEqualTo("1:15");
        assertThat(ProgressBar.clock(Duration.ofSeconds(3675))).isEqualTo("1:01:15");
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
