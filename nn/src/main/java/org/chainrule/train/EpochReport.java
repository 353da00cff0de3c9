package org.chainrule.train;

import java.util.Locale;

/**
 * What one pass over the training data came to. Training figures are means over the batches as they were learnt from.
 *
 * @param epoch counted from 1
 * @param steps how many steps there were in all
 * @param rate the learning rate of the last step
 * @param seconds how long the epoch took, validation included
 */
public record EpochReport(
        int epoch,
        long steps,
        double rate,
        Score training,
        Score validation,
        double seconds,
        double examplesPerSecond) {
    /** In a line, as {@code epoch 3: loss 0.2110, accuracy 0.9371; validation loss 0.1934, accuracy 0.9423; 1.2 s}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "epoch %d: %s; validation %s; %.1f s", epoch, training.line(), validation.line(), seconds);
    }
}
