package org.chainrule.train;

import java.util.Locale;

/**
 * How good a model is on some data.
 *
 * @param loss the mean over the examples
 * @param accuracy the share of examples whose class is found; NaN where the targets are no class numbers
 */
public record Score(double loss, double accuracy) {
    /** What there is, as {@code loss 0.1934, accuracy 0.9423}. */
    String line() {
        String line = String.format(Locale.ROOT, "loss %.4f", loss);
        return Double.isNaN(accuracy) ? line : line + String.format(Locale.ROOT, ", accuracy %.4f", accuracy);
    }
}
