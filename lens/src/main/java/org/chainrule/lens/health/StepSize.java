package org.chainrule.lens.health;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.lens.series.Entry;

/**
 * How far a step moves the weights of a layer, beside their own size: about a thousandth is usual. Karpathy, CS231n, "ratio of
 * weights:updates".
 */
final class StepSize implements Health.Rule {
    private static final double LARGE = 0.1;
    private static final double SMALL = 1e-6;

    /** Steps that are small weights' own, in the beginning, are passed over. */
    private static final int WARM = 50;

    private final List<Recent> ratios = new ArrayList<>();
    private List<String> names = List.of();
    private double rate;
    private double highest;

    @Override
    public Stream<Hint> seen(Entry entry) {
        if (entry instanceof Entry.Begin begin) {
            names = begin.layers();
            names.forEach(name -> ratios.add(new Recent()));
        }
        if (entry instanceof Entry.Batches batches) {
            rate = batches.rate();
            highest = Math.max(highest, rate);
        }
        return entry instanceof Entry.Probe probe && probe.layers().size() == names.size() && probe.step() > WARM
                ? seen(probe)
                : Stream.empty();
    }

    private Stream<Hint> seen(Entry.Probe probe) {
        for (int i = 0; i < names.size(); i++) {
            double ratio = probe.layers().get(i).ratio();
            // weights that are all 0 move by no part of their size
            ratios.get(i).add(Double.isNaN(ratio) ? 0 : ratio);
        }
        int most = IntStream.range(0, names.size())
                .boxed()
                .max(Comparator.comparingDouble(i -> ratios.get(i).median()))
                .orElseThrow();
        double largest = ratios.get(most).median();
        if (!ratios.get(most).isFull()) {
            return Stream.empty();
        }
        // a schedule that comes to rest is as it should be, and dead units move at no rate
        boolean isSmall = largest < SMALL
                && rate > highest / 2
                && probe.units().stream().noneMatch(units -> units.dead() == units.count());
        return largest > LARGE
                ? Stream.of(hint(Hint.Kind.RATE_TOO_HIGH, most, probe))
                : isSmall ? Stream.of(hint(Hint.Kind.RATE_TOO_LOW, most, probe)) : Stream.empty();
    }

    private Hint hint(Hint.Kind kind, int layer, Entry.Probe probe) {
        return new Hint(
                kind,
                names.get(layer),
                probe.step(),
                probe.step(),
                "step " + probe.step() + " moves the weights of " + names.get(layer) + " by "
                        + Words.number(ratios.get(layer).median())
                        + " of their size, and about 0.001 is usual; the learning rate is " + Words.number(rate));
    }
}
