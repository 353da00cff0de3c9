package org.chainrule.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.autodiff.Passes;
import org.chainrule.check.OpRow.Mode;
import org.chainrule.graph.Sample;

/**
 * Checks the derivative rules of operations on their samples, at first and second order: in float64 reverse mode
 * against differences, forward mode against reverse mode, Taylor's theorem, and reverse mode of forward mode; in both float
 * dtypes many examples at once against a loop over them; in float32 both modes against float64. Where an operation has no
 * gradient, it must be zero in both modes.
 */
public final class OpCheck {
    /** How often the inputs of a sample are drawn. */
    private static final int DRAWS = 2;

    static final int ORDERS = 2;

    private OpCheck() {}

    /**
     * The rows of all operations there are.
     *
     * @throws IllegalStateException if an operation has no samples
     */
    public static List<OpRow> all() {
        return samples().stream().flatMap(sample -> of(sample).stream()).toList();
    }

    /** The samples of all operations there are. */
    public static List<Sample> samples() {
        return Sample.all(Passes.PASSES);
    }

    /** The rows of one sample, for every order and mode. */
    public static List<OpRow> of(Sample sample) {
        List<OpRow> rows = new ArrayList<>();
        for (int order = 1; order <= ORDERS; order++) {
            Map<Mode, List<Finding>> findings = new EnumMap<>(Mode.class);
            for (int draw = 1; draw <= DRAWS; draw++) {
                for (Finding finding : SampleCheck.of(sample, draw).findings(order)) {
                    findings.computeIfAbsent(mode(finding), mode -> new ArrayList<>())
                            .add(finding);
                }
                for (Finding finding : SampleCheck.of(sample, draw).mixed(order)) {
                    findings.computeIfAbsent(Mode.MIXED, mode -> new ArrayList<>())
                            .add(finding);
                }
            }
            for (Map.Entry<Mode, List<Finding>> found : findings.entrySet()) {
                rows.add(OpRow.of(sample, order, found.getKey(), found.getValue()));
            }
        }
        rows.addAll(new SampleParity(sample).rows());
        return rows;
    }

    private static Mode mode(Finding finding) {
        return switch (finding.check()) {
            case VALUE -> Mode.NONE;
            case DIFFERENCE, DIRECTION -> Mode.REVERSE;
            case TRANSPOSE -> Mode.FORWARD;
            case TAYLOR -> Mode.TAYLOR;
            case BATCHED -> Mode.BATCHED;
        };
    }

    /** The rows as a table, a line each; the last line is {@code N checked, N passed, N failed}. */
    public static String table(List<OpRow> rows) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-14s %-8s %-5s %-8s %-7s %-11s %s%n",
                "operation",
                "dtype",
                "order",
                "mode",
                "",
                "worst error",
                "sample"));
        for (OpRow row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-14s %-8s %-5d %-8s %-7s %-11.1e %s%n",
                    row.operation(),
                    row.dtypeName(),
                    row.order(),
                    row.mode(),
                    row.passed() ? "passed" : "FAILED",
                    row.worstError(),
                    row.sample()));
            if (!row.passed()) {
                text.append("    ").append(row.message()).append(System.lineSeparator());
            }
        }
        return text.append(summary(rows)).toString();
    }

    /** The rows as a page of HTML that needs no other file. */
    public static String html(List<OpRow> rows) {
        List<Html.Line> lines = rows.stream()
                .map(row -> new Html.Line(
                        row.passed(),
                        List.of(
                                row.operation(),
                                row.dtypeName(),
                                Integer.toString(row.order()),
                                row.mode().toString(),
                                row.passed() ? "passed" : "FAILED",
                                String.format(Locale.ROOT, "%.1e", row.worstError()),
                                row.sample(),
                                row.message())))
                .toList();
        return Html.page(
                "Derivatives of all operations",
                summary(rows),
                List.of("operation", "dtype", "order", "mode", "", "worst error", "sample", ""),
                lines);
    }

    /** For example {@code 412 checked, 412 passed, 0 failed}. */
    public static String summary(List<OpRow> rows) {
        long passed = rows.stream().filter(OpRow::passed).count();
        return rows.size() + " checked, " + passed + " passed, " + (rows.size() - passed) + " failed";
    }
}
