package org.chainrule.check;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a gradient check found.
 *
 * @param findings everything that was checked
 * @param entries how many entries all parameters have; not all need have been checked one by one
 * @param blame the operation at fault, if one was found
 */
public record GradReport(List<Finding> findings, long entries, Optional<Blame> blame) {
    private static final int SHOWN = 10;

    public GradReport {
        findings = List.copyOf(findings);
    }

    /** Whether nothing disagrees. Kinks and jumps do not disagree; values that are not finite do. */
    public boolean passed() {
        return failures().isEmpty();
    }

    /** What disagrees. */
    public List<Finding> failures() {
        return findings.stream()
                .filter(finding -> !finding.verdict().accepted())
                .toList();
    }

    /** Everything with that verdict. */
    public List<Finding> with(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).toList();
    }

    /** Everything that was checked in that way. */
    public List<Finding> by(Check check) {
        return findings.stream().filter(finding -> finding.check() == check).toList();
    }

    /**
     * The largest error of what passed or failed, relative to the largest value in the same parameter: an error far
     * below the parameter's other gradients is rounding. Where all of these are zero, as far as differences tell, it is the error itself. Kinks
     * and jumps do not count.
     */
    public double worstError() {
        Map<String, Double> sizes = new HashMap<>();
        Map<String, Double> errors = new HashMap<>();
        Map<String, Double> resolutions = new HashMap<>();
        for (Finding finding : findings) {
            boolean counts = finding.verdict() == Verdict.PASSED || finding.verdict() == Verdict.WRONG;
            if (counts && finding.check() != Check.TAYLOR && finding.check() != Check.VALUE) {
                String group = finding.check() + " " + finding.order() + " " + finding.path();
                sizes.merge(group, Math.max(Math.abs(finding.analytic()), Math.abs(finding.numeric())), Math::max);
                errors.merge(group, finding.error(), Math::max);
                resolutions.merge(group, Estimate.RESOLVED * finding.uncertainty(), Math::max);
            }
        }
        return errors.entrySet().stream()
                .filter(error -> error.getValue() > 0)
                .mapToDouble(error -> {
                    double size = sizes.getOrDefault(error.getKey(), 1.0);
                    boolean isZero = size <= resolutions.getOrDefault(error.getKey(), 0.0);
                    return error.getValue() / (isZero ? Math.max(1, size) : size);
                })
                .max()
                .orElse(0);
    }

    /**
     * For tests.
     *
     * @throws AssertionError with {@link #toString} as its message, if anything disagrees
     */
    public void assertPassed() {
        if (!passed()) {
            throw new AssertionError(toString());
        }
    }

    /** For example {@code passed: 120 of 101,770 entries, worst relative error 3.1e-11}; {@code all 101,770 entries along 4 directions}, if none was moved alone. */
    public String summary() {
        String exceptions =
                List.of(Verdict.KINK, Verdict.JUMP, Verdict.SKIPPED, Verdict.NON_FINITE, Verdict.UNRESOLVED).stream()
                        .filter(verdict -> !with(verdict).isEmpty())
                        .map(verdict -> ", " + with(verdict).size() + " "
                                + verdict.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "%s: %s, worst relative error %.1e%s",
                passed() ? "passed" : "FAILED (" + failures().size() + " of " + findings.size() + " checks)",
                extent(),
                worstError(),
                exceptions);
    }

    private String extent() {
        long alone =
                by(Check.DIFFERENCE).stream().map(Finding::place).distinct().count();
        int directions = by(Check.DIRECTION).size();
        return alone == 0 && directions > 0
                ? String.format(Locale.ROOT, "all %,d entries along %,d directions", entries, directions)
                : String.format(Locale.ROOT, "%,d of %,d entries", alone, entries);
    }

    /** The summary; below it what disagrees, worst first, then kinks and jumps, and the operation at fault. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("gradient check ").append(summary());
        List<Finding> failures = failures().stream()
                .sorted(Comparator.comparingDouble(Finding::error).reversed())
                .toList();
        append(text, failures);
        blame.ifPresent(culprit -> text.append("\n  at fault: ").append(culprit));
        if (blame.isEmpty() && !with(Verdict.WRONG).isEmpty()) {
            text.append("\n  every operation's own rule agrees with differences:"
                    + " the fault lies in how they are put together, or in a gradient that was given");
        }
        append(text, with(Verdict.KINK));
        append(text, with(Verdict.JUMP));
        return text.toString();
    }

    /** This report, with everything that was checked, as a page of HTML that needs no other file. */
    public String toHtml() {
        List<Html.Line> lines = findings.stream()
                .map(finding -> new Html.Line(
                        finding.verdict().accepted(),
                        List.of(
                                finding.verdict().toString(),
                                finding.place(),
                                finding.check().toString(),
                                Integer.toString(finding.order()),
                                number(finding.analytic()),
                                number(finding.numeric()),
                                String.format(Locale.ROOT, "%.1e", finding.uncertainty()),
                                finding.note())))
                .toList();
        return Html.page(
                "Gradient check: " + (passed() ? "passed" : "FAILED"),
                toString(),
                List.of("", "where", "how", "order", "analytic", "numeric", "±", ""),
                lines);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.10g", value);
    }

    private static void append(StringBuilder text, List<Finding> findings) {
        findings.stream().limit(SHOWN).forEach(finding -> text.append("\n  ").append(finding));
        if (findings.size() > SHOWN) {
            text.append("\n  … and ").append(findings.size() - SHOWN).append(" more");
        }
    }
}
