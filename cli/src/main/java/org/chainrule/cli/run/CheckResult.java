package org.chainrule.cli.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The gradient check of the model before training.
 *
 * @param checked how many parameters were checked, of {@code parameters}
 * @param largestError the largest difference of analytic and numeric gradient, relative
 * @param kinks how many were left out because the loss has a kink there
 */
public record CheckResult(int checked, long parameters, double largestError, int kinks, boolean passed) {
    /** One that has passed, by its {@linkplain #numbers numbers}; none if they are none. */
    public static Optional<CheckResult> of(List<?> numbers) {
        return numbers.size() == 4
                        && numbers.get(0) instanceof Number checked
                        && numbers.get(1) instanceof Number parameters
                        && numbers.get(2) instanceof Number largestError
                        && numbers.get(3) instanceof Number kinks
                ? Optional.of(new CheckResult(
                        checked.intValue(), parameters.longValue(), largestError.doubleValue(), kinks.intValue(), true))
                : Optional.empty();
    }

    /** Its numbers: how many parameters were checked, of how many, the largest error, and how many were left out. */
    public List<Number> numbers() {
        return List.of(checked, parameters, largestError, kinks);
    }

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
