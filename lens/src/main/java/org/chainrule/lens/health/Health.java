package org.chainrule.lens.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.lens.series.Entry;

/**
 * Watches for what goes wrong in trainings most often. Each rule says what it looks at; all of them are rules of thumb, and so is what
 * they advise.
 */
public final class Health {
    private final Map<Seen, Hint> hints = new LinkedHashMap<>();
    private List<Rule> rules = rules();

    private record Seen(Hint.Kind kind, String where) {}

    private static List<Rule> rules() {
        return List.of(new RunawayLoss(), new GradientFlow(), new DeadUnits(), new StepSize(), new Overfitting());
    }

    /** What a whole series shows. */
    public static List<Hint> of(List<Entry> entries) {
        Health health = new Health();
        entries.forEach(health::add);
        return health.hints();
    }

    /** Looks at what was told next. */
    public void add(Entry entry) {
        if (entry instanceof Entry.Begin begin) {
            hints.values().removeIf(hint -> hint.since() > begin.step());
            rules = rules();
        }
        rules.stream()
                .flatMap(rule -> rule.seen(entry))
                .forEach(hint -> hints.merge(new Seen(hint.kind(), hint.where()), hint, Hint::seen));
    }

    /** What was seen so far, in the order in which it was first seen. */
    public List<Hint> hints() {
        return new ArrayList<>(hints.values());
    }

    /** One thing that may go wrong. It remembers what it needs of what it was shown. */
    @FunctionalInterface
    interface Rule {
        /** Looks at an entry; steps only grow. */
        Stream<Hint> seen(Entry entry);
    }
}
