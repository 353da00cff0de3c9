package org.chainrule.check;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one check found.
 *
 * @param check how it was checked
 * @param order 1 for the gradient, 2 for the gradient of the gradient …
 * @param path the parameter, as {@code hidden.weight}; empty if the function's input is a tensor itself, or for all
 *     parameters
 * @param index the entry of the parameter; empty for a scalar, or for all entries
 * @param verdict what was found
 * @param analytic what the derivative rules give (of {@link Check#TAYLOR}: the slope of the remainder)
 * @param numeric what it was compared with (of {@link Check#TAYLOR}: 2, the slope of a right gradient)
 * @param uncertainty how far {@code numeric} itself may be off
 * @param note what else there is to say, or empty
 */
public record Finding(
        Check check,
        int order,
        String path,
        List<Integer> index,
        Verdict verdict,
        double analytic,
        double numeric,
        double uncertainty,
        String note) {
    public Finding {
        index = List.copyOf(index);
    }

    /** Of the function's value. */
    static Finding ofValue(int order, Verdict verdict, String note) {
        return new Finding(Check.VALUE, order, "", List.of(), verdict, 0, 0, 0, note);
    }

    /** How far the two are apart. */
    public double error() {
        return Math.abs(analytic - numeric);
    }

    /** For example {@code hidden.weight[3, 7]}. */
    public String place() {
        String name = switch (check) {
            case VALUE -> "the function";
            case DIFFERENCE, DIRECTION -> "input";
            case TRANSPOSE, TAYLOR -> "all inputs";
            case BATCHED -> "the function";
        };
        return (path.isEmpty() ? name : path) + (index.isEmpty() ? "" : index.toString());
    }

    /**
     * For example {@code WRONG hidden.weight[3, 7]: analytic 0.25, numeric 0.5 ± 1e-12, error 0.25 (a factor of 0.5)}.
     */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-10s %s: %s",
                verdict,
                place(),
                List.of(comparison(), hint(), note, check + (order > 1 ? ", order " + order : "")).stream()
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("; ")));
    }

    private String comparison() {
        return switch (check) {
            case VALUE -> "";
            case TAYLOR ->
                String.format(Locale.ROOT, "the remainder falls with order %.2f, a right one with 2", analytic);
            case TRANSPOSE ->
                String.format(Locale.ROOT, "reverse %.10g, forward %.10g ± %.1e", analytic, numeric, uncertainty);
            case BATCHED ->
                String.format(Locale.ROOT, "batched %.10g, looped %.10g ± %.1e", analytic, numeric, uncertainty);
            case DIFFERENCE, DIRECTION ->
                String.format(
                        Locale.ROOT,
                        "analytic %.10g, numeric %.10g ± %.1e, error %.3g",
                        analytic,
                        numeric,
                        uncertainty,
                        error());
        };
    }

    private String hint() {
        double factor = analytic / numeric;
        return switch (verdict) {
            case WRONG -> {
                if (check == Check.VALUE
                        || check == Check.TAYLOR
                        || check == Check.BATCHED
                        || !Double.isFinite(factor)) {
                    yield "";
                }
                if (Math.abs(factor + 1) < 1e-6) {
                    yield "the sign is wrong";
                }
                yield analytic == 0
                        ? "the gradient is missing"
                        : String.format(Locale.ROOT, "a factor of %.6g", factor);
            }
            case PASSED, KINK, JUMP, SKIPPED, NON_FINITE, UNRESOLVED -> "";
        };
    }
}
