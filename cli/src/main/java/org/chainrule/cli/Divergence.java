package org.chainrule.cli;

import org.chainrule.NonFiniteException;
import org.chainrule.cli.console.WorkError;
import org.chainrule.train.BatchReport;
import org.chainrule.train.EpochReport;

/** Ends a training whose loss is no finite number any more: nothing that it would learn from then on is worth keeping. */
final class Divergence extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Divergence(String what, double loss, int epoch) {
        super(what + " is " + (Double.isNaN(loss) ? "not a number" : "infinite") + " in epoch " + epoch);
    }

    private Divergence(NonFiniteException cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }

    /** One whose operation was looked for, and found. */
    static Divergence of(NonFiniteException blamed) {
        return new Divergence(blamed);
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
     * @param advice about the learning rate
     * @param kept the epoch whose model was saved, 0 if none
     */
    WorkError told(String advice, int kept) {
        String saved = kept == 0 ? "nothing was saved" : "the model of epoch " + kept + " was saved";
        return new WorkError(getMessage() + (getCause() == null ? ": " : "\n  ") + advice + "; " + saved);
    }
}
