package org.chainrule.cli.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** A live line for a long work of many examples: {@code epoch 3/8  ━━━━──── 41%  loss 0.0512  0:12 left  51,200 examples/s}. */
public final class ProgressBar {
    private static final int WIDTH = 16;
    private static final long REDRAW_NANOS = 100_000_000;

    /** After so long a new speed is there by two thirds. */
    private static final double SETTLING_SECONDS = 1;

    /** The first steps are slow, as code is still compiled: from them nobody knows how long the others take. */
    private static final long UNSTEADY_NANOS = 4_000_000_000L;

    private final Terminal terminal;
    private final long perEpoch;
    private final int epochs;
    private final LongSupplier clock;

    private long drawnAt;
    private long drawnDone;
    private double speed;
    /** When the first step was done. */
    private OptionalLong steppedAt = OptionalLong.empty();

    /** A bar for some epochs of equally many examples. */
    public ProgressBar(Terminal terminal, long perEpoch, int epochs) {
        this(terminal, perEpoch, epochs, System::nanoTime);
    }

    ProgressBar(Terminal terminal, long perEpoch, int epochs, LongSupplier clock) {
        this.terminal = terminal;
        this.perEpoch = perEpoch;
        this.epochs = epochs;
        this.clock = clock;
        this.drawnAt = clock.getAsLong();
    }

    /**
     * Shows that the first step is under way, which takes longer than the others: it is compiled.
     *
     * @param done the examples of all epochs that were done before
     */
    public void begin(long done) {
        drawnDone = done;
        int epoch = (int) Math.min(epochs, 1 + done / Math.max(1, perEpoch));
        terminal.redraw(Terminal.fit(terminal.columns() - 1, head(epoch), "compiling"));
    }

    /**
     * Shows how far the work is, at most ten times a second.
     *
     * @param epoch from 1
     * @param done the examples of this epoch that are done
     */
    public void at(int epoch, long done, double loss) {
        long now = clock.getAsLong();
        boolean isFirst = steppedAt.isEmpty();
        if (!terminal.live() || !isFirst && now - drawnAt < REDRAW_NANOS) {
            return;
        }
        long all = (epoch - 1) * perEpoch + done;
        if (isFirst) {
            steppedAt = OptionalLong.of(now);
        } else {
            double seconds = (now - drawnAt) / 1e9;
            double latest = (all - drawnDone) / seconds;
            double weight = speed == 0 ? 1 : 1 - Math.exp(-seconds / SETTLING_SECONDS);
            speed += weight * (latest - speed);
        }
        drawnAt = now;
        drawnDone = all;
        terminal.redraw(draw(epoch, done, loss));
    }

    private String draw(int epoch, long done, double loss) {
        double share = Math.min(1, (double) done / perEpoch);
        List<String> parts = new ArrayList<>(List.of(
                head(epoch),
                bar(share) + String.format(Locale.ROOT, " %3.0f%%", 100 * share),
                String.format(Locale.ROOT, "loss %.4f", loss)));
        if (speed > 0) {
            if (isSteady()) {
                double left = (perEpoch * epochs - drawnDone) / speed;
                parts.add(clock(Duration.ofMillis((long) (1000 * left))) + " left");
            }
            parts.add(String.format(Locale.ROOT, "%,.0f examples/s", speed));
        }
        // some terminals begin a new line when the last column is written to
        return Terminal.fit(terminal.columns() - 1, parts.toArray(String[]::new));
    }

    private boolean isSteady() {
        return steppedAt.stream().anyMatch(at -> drawnAt - at >= UNSTEADY_NANOS);
    }

    private String head(int epoch) {
        return terminal.bold("epoch " + epoch + "/" + epochs);
    }

    private String bar(double share) {
        int full = (int) (share * WIDTH);
        String done = (terminal.blocks() ? "━" : "#").repeat(full);
        String rest = (terminal.blocks() ? "─" : "-").repeat(WIDTH - full);
        return terminal.accent(done) + terminal.faint(rest);
    }

    /** Minutes and seconds, or hours before them. */
    static String clock(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
