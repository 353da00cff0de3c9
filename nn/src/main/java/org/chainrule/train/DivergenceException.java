package org.chainrule.train;

/** A loss that is no finite number: which, and when. */
public final class DivergenceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private DivergenceException(String message) {
        super(message);
    }

    static void check(BatchReport report) {
        check("the loss of batch " + report.batch(), report.loss(), report.epoch());
    }

    static void check(EpochReport report) {
        check("the validation loss", report.validation().loss(), report.epoch());
    }

    private static void check(String what, double loss, int epoch) {
        if (!Double.isFinite(loss)) {
            throw new DivergenceException(
                    what + " is " + (Double.isNaN(loss) ? "not a number" : "infinite") + " in epoch " + epoch);
        }
    }
}
