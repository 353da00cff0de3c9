package org.chainrule.lens.health;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.lens.series.Entry;
import org.chainrule.lens.series.Units;

/** Groups of rectified units of which many were dead in each of the last few looks. */
final class DeadUnits implements Health.Rule {
    private static final double MANY = 0.4;

    private final Map<Integer, Recent> shares = new HashMap<>();

    @Override
    public Stream<Hint> seen(Entry entry) {
        return entry instanceof Entry.Probe probe
                ? IntStream.range(0, probe.units().size()).boxed().flatMap(group -> seen(probe, group))
                : Stream.empty();
    }

    private Stream<Hint> seen(Entry.Probe probe, int group) {
        Units units = probe.units().get(group);
        Recent recent = shares.computeIfAbsent(group, any -> new Recent());
        recent.add(units.share());
        return recent.isFull() && recent.least() >= MANY
                ? Stream.of(new Hint(
                        Hint.Kind.DEAD_UNITS,
                        units.after(),
                        probe.step(),
                        probe.step(),
                        units.dead() + " of the " + units.count() + " units after " + units.after() + " are 0 for all "
                                + units.examples() + " examples looked at, at step " + probe.step()))
                : Stream.empty();
    }
}
