package org.chainrule.train;

/**
 * Tells once in a training, in the log, that a loss is no finite number. The training goes on; {@link FiniteLosses} ends it, and then
 * nothing is told here.
 */
final class LossWarning implements TrainingListener {
    private final boolean validates;
    private boolean told;

    /** @param validates whether there are data to validate with: the loss of none is NaN */
    LossWarning(boolean validates) {
        this.validates = validates;
    }

    @Override
    public void onBatch(BatchReport report) {
        check("the loss of step " + report.step(), report.loss(), report.epoch());
    }

    @Override
    public void onEpoch(EpochReport report) {
        if (validates) {
            check("the validation loss", report.validation().loss(), report.epoch());
        }
    }

    private void check(String what, double loss, int epoch) {
        if (!told && !Double.isFinite(loss)) {
            told = true;
            System.getLogger(Trainer.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "In epoch " + epoch + " " + what + " is " + (Double.isNaN(loss) ? "NaN" : "infinite")
                                    + ", and the training goes on: is the learning rate too high, or a label no class?"
                                    + " NonFinite.blame names the operation; the listener FiniteLosses ends a training here");
        }
    }
}
