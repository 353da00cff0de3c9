package org.chainrule.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.chainrule.cli.console.ProgressBar;
import org.chainrule.cli.console.Terminal;
import org.chainrule.cli.run.Took;
import org.chainrule.train.BatchReport;
import org.chainrule.train.EpochReport;
import org.chainrule.train.Settings;
import org.chainrule.train.TrainingListener;

/**
 * Shows a training: a bar while an epoch runs, a line when it is done. Of epochs that are done within half a second of the last line there is
 * none, but for the last epoch.
 */
final class TrainingProgress implements TrainingListener {
    /** How much one batch weighs in the loss that is shown. */
    private static final double WEIGHT = 0.05;

    private static final long QUIET_NANOS = 500_000_000;

    private final Terminal terminal;
    private final LongSupplier clock;
    private final ProgressBar bar;
    private final int examples;
    private final int batch;
    private final int batches;
    private final int epochs;
    private final boolean classes;
    private double loss = Double.NaN;
    private long toldAt;
    /** The last epoch, if nothing was told of it yet. */
    private Optional<EpochReport> untold = Optional.empty();

    /** @param classes whether there is an accuracy to tell */
    TrainingProgress(Terminal terminal, int examples, Settings settings, boolean classes) {
        this(terminal, examples, settings, classes, System::nanoTime);
    }

    TrainingProgress(Terminal terminal, int examples, Settings settings, boolean classes, LongSupplier clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.toldAt = clock.getAsLong() - QUIET_NANOS;
        this.bar = new ProgressBar(terminal, examples, settings.epochs());
        this.examples = examples;
        this.batch = settings.batch();
        this.batches = settings.stepsPerEpoch(examples);
        this.epochs = settings.epochs();
        this.classes = classes;
    }

    @Override
    public void onBegin(long steps, List<EpochReport> history, Object model) {
        long done =
                Math.multiplyExact(steps, (long) batch) - (long) history.size() * (batches * (long) batch - examples);
        if (steps > 0) {
            terminal.line(String.format(Locale.ROOT, "going on after step %,d", steps));
        }
        bar.begin(done);
    }

    @Override
    public void onBatch(BatchReport report) {
        long done = Math.min(examples, (long) report.batch() * batch);
        loss = Double.isNaN(loss) ? report.loss() : loss + WEIGHT * (report.loss() - loss);
        bar.at(report.epoch(), done, loss);
    }

    @Override
    public void onEpoch(EpochReport report) {
        long now = clock.getAsLong();
        if (now - toldAt < QUIET_NANOS) {
            untold = Optional.of(report);
            return;
        }
        toldAt = now;
        untold = Optional.empty();
        tell(report);
    }

    /** The training has ended. */
    void end() {
        untold.ifPresent(this::tell);
        untold = Optional.empty();
        terminal.clear();
    }

    private void tell(EpochReport report) {
        terminal.line(Terminal.fit(
                Terminal.USUAL_COLUMNS,
                terminal.bold("epoch " + report.epoch() + "/" + epochs),
                "train loss " + shown(report.training().loss())
                        + accuracy(shown(report.training().accuracy())),
                "valid loss " + shown(report.validation().loss())
                        + accuracy(terminal.bold(shown(report.validation().accuracy()))),
                Took.of(report.seconds())));
    }

    private String accuracy(String shown) {
        return classes ? " acc " + shown : "";
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, value < 1000 ? "%.4f" : "%.1e", value);
    }
}
