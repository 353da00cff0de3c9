package org.chainrule.lens.health;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.lens.series.Entry;
import org.chainrule.lens.series.LayerState;

/**
 * Gradients that grow or shrink on their way down through the layers, compared by the root of their mean square; and gradients that
 * become far larger than they were in the beginning.
 */
final class GradientFlow implements Health.Rule {
    private static final double VANISHED = 1e-3;
    private static final double EXPLODED = 1e3;
    private static final double GROWN = 100;

    /** In fewer layers nothing is multiplied often enough. */
    private static final int DEEP = 3;

    private List<String> names = List.of();
    private final List<Recent> shares = new ArrayList<>();
    private final Recent beginning = new Recent();

    @Override
    public Stream<Hint> seen(Entry entry) {
        if (entry instanceof Entry.Begin begin) {
            names = begin.layers();
            names.forEach(name -> shares.add(new Recent()));
        }
        return entry instanceof Entry.Probe probe && probe.layers().size() == names.size()
                ? Stream.concat(grown(probe).stream(), throughLayers(probe).stream())
                : Stream.empty();
    }

    private Optional<Hint> grown(Entry.Probe probe) {
        double norm = Math.sqrt(probe.layers().stream()
                .mapToDouble(layer -> layer.gradient() * layer.gradient())
                .sum());
        if (!beginning.isFull() && Double.isFinite(norm)) {
            beginning.add(norm);
            return Optional.empty();
        }
        double before = beginning.isFull() ? beginning.median() : Double.NaN;
        boolean isGrown = !Double.isFinite(norm) || before > 0 && norm > GROWN * before;
        return isGrown
                ? Optional.of(hint(
                        Hint.Kind.EXPLODING,
                        "",
                        probe,
                        "the norm of the gradient is " + Words.number(norm) + " at step " + probe.step()
                                + (before > 0
                                        ? ", " + Words.times(norm / before) + " what it was in the first steps, "
                                                + Words.number(before)
                                        : "")))
                : Optional.empty();
    }

    /** The layer of the least, or the largest, gradient, beside the last one. */
    private Optional<Hint> throughLayers(Entry.Probe probe) {
        List<LayerState> layers = probe.layers();
        if (layers.size() < DEEP) {
            return Optional.empty();
        }
        int end = layers.size() - 1;
        double last = layers.get(end).meanGradient();
        IntStream.range(0, end).forEach(i -> shares.get(i).add(layers.get(i).meanGradient() / last));
        if (!shares.getFirst().isFull() || !(last > 0) || !Double.isFinite(last)) {
            return Optional.empty();
        }
        Comparator<Integer> byShare =
                Comparator.comparingDouble(i -> shares.get(i).median());
        int least = IntStream.range(0, end).boxed().min(byShare).orElseThrow();
        int most = IntStream.range(0, end).boxed().max(byShare).orElseThrow();
        double weakest = shares.get(least).median();
        // exactly 0 is what dead units or a frozen layer leave
        boolean isWeak = layers.get(least).meanGradient() < VANISHED * last;
        if (weakest > 0 && weakest < VANISHED && isWeak) {
            return Optional.of(hint(Hint.Kind.VANISHING, names.get(least), probe, compared(probe, least)));
        }
        boolean isStrong = layers.get(most).meanGradient() > EXPLODED * last;
        return shares.get(most).median() > EXPLODED && isStrong
                ? Optional.of(hint(Hint.Kind.EXPLODING, names.get(most), probe, compared(probe, most)))
                : Optional.empty();
    }

    private String compared(Entry.Probe probe, int layer) {
        double own = probe.layers().get(layer).meanGradient();
        double last = probe.layers().getLast().meanGradient();
        return "at step " + probe.step() + " an element of the gradient of " + names.get(layer) + " is about "
                + Words.number(own) + ", of " + names.getLast() + " about " + Words.number(last) + ", "
                + (own < last ? Words.times(last / own) + " as much" : "a part in " + Words.number(own / last));
    }

    private static Hint hint(Hint.Kind kind, String where, Entry.Probe probe, String evidence) {
        return new Hint(kind, where, probe.step(), probe.step(), evidence);
    }
}
