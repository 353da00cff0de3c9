package org.chainrule.train;

/**
 * Ends a training by a {@link DivergenceException} at the first loss that is no finite number, of a batch or of the validation data:
 * parameters that are not numbers stay so, and nothing learnt from then on is worth keeping. Keras's TerminateOnNaN. Why it is none,
 * {@code NonFinite.blame} tells.
 *
 * <pre>{@code
 * Trainer.of(settings, new FiniteLosses()).fit(model, training, validation);
 * }</pre>
 */
public record FiniteLosses() implements TrainingListener {
    @Override
    public void onBatch(BatchReport report) {
        check("the loss of batch " + report.batch(), report.loss(), report.epoch());
    }

    @Override
    public void onEpoch(EpochReport report) {
        check("the validation loss", report.validation().loss(), report.epoch());
    }

    private static void check(String what, double loss, int epoch) {
        if (!Double.isFinite(loss)) {
            throw new DivergenceException(
                    what + " is " + (Double.isNaN(loss) ? "not a number" : "infinite") + " in epoch " + epoch);
        }
    }
}
