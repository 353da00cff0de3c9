package org.chainrule.cli;

import java.util.Locale;
import org.chainrule.cli.console.ProgressBar;
import org.chainrule.cli.console.Terminal;
import org.chainrule.train.BatchReport;
import org.chainrule.train.EpochReport;
import org.chainrule.train.TrainingListener;

/** Shows a training: a bar while an epoch runs, a line when it is done. */
final class TrainingProgress implements TrainingListener {
    /** How much one batch weighs in the loss that is shown. */
    private static final double WEIGHT = 0.05;

    private final Terminal terminal;
    private final ProgressBar bar;
    private final int epochs;
    private final boolean classes;
    private long done;
    private double loss = Double.NaN;

    /** @param classes whether there is an accuracy to tell */
    TrainingProgress(Terminal terminal, int examples, int epochs, boolean classes) {
        this.terminal = terminal;
        this.bar = new ProgressBar(terminal, examples, epochs);
        this.epochs = epochs;
        this.classes = classes;
    }

    /** Before the first batch. */
    void begin() {
        bar.begin();
    }

    @Override
    public void onBatch(BatchReport report) {
        done = report.batch() == 1 ? report.examples() : done + report.examples();
        loss = Double.isNaN(loss) ? report.loss() : loss + WEIGHT * (report.loss() - loss);
        bar.at(report.epoch(), done, loss);
    }

    @Override
    public void onEpoch(EpochReport report) {
        terminal.line(Terminal.fit(
                Terminal.USUAL_COLUMNS,
                terminal.bold("epoch " + report.epoch() + "/" + epochs),
                "train loss " + shown(report.training().loss())
                        + accuracy(shown(report.training().accuracy())),
                "valid loss " + shown(report.validation().loss())
                        + accuracy(terminal.bold(shown(report.validation().accuracy()))),
                String.format(Locale.ROOT, "%.1f s", report.seconds())));
    }

    private String accuracy(String shown) {
        return classes ? " acc " + shown : "";
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, value < 1000 ? "%.4f" : "%.1e", value);
    }
}
