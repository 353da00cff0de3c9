package org.chainrule.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.chainrule.check.OpRow;
import org.chainrule.check.OpRow.Mode;
import org.chainrule.cli.console.Terminal;

/** The gradient checks of all operations, a line for each, with the worst error of its samples. */
final class CheckTable {
    private static final String FORM = "%-17s %-7s %3s  %5s %5s %5s  %5s %5s %5s  ";

    private CheckTable() {}

    static List<String> lines(List<OpRow> rows, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add(terminal.faint("%-17s %-7s %3s  %-17s  %-17s"
                .formatted("", "", "", "order 1", "order 2")
                .stripTrailing()));
        lines.add(terminal.faint(
                String.format(FORM, "operation", "dtype", "n", "rev", "fwd", "batch", "rev", "fwd", "batch")
                        + "result"));
        Map<Group, List<OpRow>> groups = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> new Group(row.operation(), row.dtypeName()), LinkedHashMap::new, Collectors.toList()));
        groups.forEach((group, checks) -> {
            lines.add(line(group, checks, terminal));
            checks.stream()
                    .filter(check -> !check.passed())
                    .forEach(check -> lines.add(terminal.bad("    " + check.sample() + ", order " + check.order() + ", "
                            + check.mode() + ": " + check.message())));
        });
        return lines;
    }

    private record Group(String operation, String dtype) {}

    private static String line(Group group, List<OpRow> checks, Terminal terminal) {
        long samples = checks.stream().map(OpRow::sample).distinct().count();
        boolean passed = checks.stream().allMatch(OpRow::passed);
        return String.format(
                        FORM,
                        group.operation(),
                        group.dtype(),
                        samples,
                        worst(checks, 1, Set.of(Mode.REVERSE)),
                        worst(checks, 1, Set.of(Mode.FORWARD)),
                        worst(checks, 1, Set.of(Mode.BATCHED)),
                        worst(checks, 2, Set.of(Mode.REVERSE)),
                        worst(checks, 2, Set.of(Mode.FORWARD, Mode.MIXED)),
                        worst(checks, 2, Set.of(Mode.BATCHED)))
                + (passed ? terminal.good("passed") : terminal.bad("FAILED"));
    }

    /** The worst error of some checks; a dash if there were none, as there is nothing to compare without a gradient. */
    private static String worst(List<OpRow> checks, int order, Set<Mode> modes) {
        Predicate<OpRow> counts = check -> check.order() == order && modes.contains(check.mode());
        OptionalDouble worst =
                checks.stream().filter(counts).mapToDouble(OpRow::worstError).max();
        if (worst.isEmpty()) {
            return "-";
        }
        return worst.getAsDouble() == 0 ? "0" : String.format(Locale.ROOT, "%.0e", worst.getAsDouble());
    }
}
