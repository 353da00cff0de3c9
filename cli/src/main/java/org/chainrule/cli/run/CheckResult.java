package org.chainrule.cli.run;

import java.util.Locale;

/**
 * The gradient check of the model before training.
 *
 * @param checked how many parameters were checked, of {@code parameters}
 * @param largestError the largest difference of analytic and numeric gradient, relative
 * @param kinks how many were left out because the loss has a kink there
 */
public record CheckResult(int checked, long parameters, double largestError, int kinks, boolean passed) {
    /** The check in one line. */
    public String line() {
        String left = kinks == 0 ? "" : ", " + kinks + " at a kink";
        return String.format(
                Locale.ROOT,
                "%,d of %,d parameters, largest error %.0e%s, %s",
                checked,
                parameters,
                largestError,
                left,
                passed ? "passed" : "FAILED");
    }
}
