package org.chainrule.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chainrule.lens.health.Health;
import org.chainrule.lens.health.Hint;
import org.chainrule.lens.series.Entry;

/** What is said of a learning rate that is too high. */
final class RateAdvice {
    /** What such a rate leads to. */
    private static final Set<Hint.Kind> SIGNS =
            Set.of(Hint.Kind.RATE_TOO_HIGH, Hint.Kind.EXPLODING, Hint.Kind.DEAD_UNITS);

    private RateAdvice() {}

    /** A lower rate, or how to look for one. */
    static String lower(Assignment assignment) {
        String rate = isUnusual(assignment)
                ? "take the usual --rate " + Options.written(assignment.usualRate())
                : "try a --rate below " + Options.written(assignment.rate());
        return rate
                + assignment
                        .rateSearch()
                        .map(command -> ", or look for one with " + Invocation.of(command))
                        .orElse("");
    }

    /** A line for each sign of it in what was recorded; none where the rate is the usual one or lower, as signs are rules of thumb. */
    static List<String> notes(List<Entry> recorded, Assignment assignment) {
        if (!isUnusual(assignment)) {
            return List.of();
        }
        Map<Hint.Kind, Hint> latest = new LinkedHashMap<>();
        Health.of(recorded).stream()
                .filter(hint -> SIGNS.contains(hint.kind()))
                .forEach(hint ->
                        latest.merge(hint.kind(), hint, (one, other) -> other.until() > one.until() ? other : one));
        return latest.values().stream()
                .map(hint -> "note: " + begun(hint.toString()) + "; " + lower(assignment))
                .toList();
    }

    private static boolean isUnusual(Assignment assignment) {
        return assignment.rate() > assignment.usualRate();
    }

    private static String begun(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }
}
