package org.chainrule.lens.health;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.lens.series.Entry;

/**
 * A loss that rises on the validation data for some epochs while it falls on the training data, by a model that has learnt: one whose
 * losses are above those it began with has other troubles.
 */
final class Overfitting implements Health.Rule {
    private static final int EPOCHS = 3;
    private static final double WORSE = 1.15;

    /** A training loss that is not below this part of what it was has not fallen, but wavers. */
    private static final double BETTER = 0.9;

    /** A rise by less than this part of the first loss is none: where all is learnt, losses waver near 0. */
    private static final double NOTABLE = 0.02;

    private final List<Entry.Epoch> epochs = new ArrayList<>();
    private double first = Double.NaN;

    @Override
    public Stream<Hint> seen(Entry entry) {
        if (entry instanceof Entry.Batches batches && Double.isNaN(first)) {
            first = batches.loss();
        }
        if (!(entry instanceof Entry.Epoch now)) {
            return Stream.empty();
        }
        epochs.add(now);
        Entry.Epoch best = epochs.stream()
                .min(Comparator.comparingDouble(epoch -> epoch.validation().loss()))
                .orElseThrow();
        boolean isWorse = now.epoch() - best.epoch() >= EPOCHS
                && epochs.subList(Math.max(0, epochs.size() - EPOCHS), epochs.size()).stream()
                        .allMatch(epoch -> isWorse(epoch, best))
                && now.training().loss() < now.validation().loss()
                && now.training().loss() < BETTER * best.training().loss()
                && !(now.training().loss() > first);
        return isWorse
                ? Stream.of(new Hint(
                        Hint.Kind.OVERFITTING,
                        "",
                        now.step(),
                        now.step(),
                        "the validation loss is "
                                + Words.number(now.validation().loss()) + " after epoch "
                                + now.epoch() + ", and was "
                                + Words.number(best.validation().loss())
                                + " after epoch " + best.epoch() + "; the training loss fell meanwhile from "
                                + Words.number(best.training().loss()) + " to "
                                + Words.number(now.training().loss())))
                : Stream.empty();
    }

    private boolean isWorse(Entry.Epoch epoch, Entry.Epoch best) {
        double rise = epoch.validation().loss() - best.validation().loss();
        return epoch.validation().loss() > WORSE * best.validation().loss()
                && rise > NOTABLE * epochs.getFirst().validation().loss();
    }
}
