package org.chainrule.cli;

import org.chainrule.cli.console.WorkError;
import org.chainrule.train.BatchReport;
import org.chainrule.train.EpochReport;

/** Ends a training whose loss is no finite number any more: nothing that it would learn from then on is worth keeping. */
final class Divergence extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Divergence(String what, double loss, int epoch) {
        super(what + " is " + (Double.isNaN(loss) ? "not a number" : "infinite") + " in epoch " + epoch);
    }

    static void check(BatchReport report) {
        if (!Double.isFinite(report.loss())) {
            throw new Divergence("the loss of batch " + report.batch(), report.loss(), report.epoch());
        }
    }

    static void check(EpochReport report) {
        double loss = report.validation().loss();
        if (!Double.isFinite(loss)) {
            throw new Divergence("the validation loss", loss, report.epoch());
        }
    }

    /**
     * What the user is told.
     *
     * @param rate the one that was too high
     * @param kept the epoch whose model was saved, 0 if none
     */
    WorkError told(double rate, int kept) {
        String saved = kept == 0 ? "nothing was saved" : "the model of epoch " + kept + " was saved";
        return new WorkError(getMessage() + ": try a --rate below " + rate + "; " + saved);
    }
}
