package org.chainrule.lens.health;

import java.util.stream.Stream;
import org.chainrule.lens.series.Entry;

/** A loss that is no number, or that rises far above where it had been. */
final class RunawayLoss implements Health.Rule {
    /** How much a batch weighs in the mean that is looked at. */
    private static final double WEIGHT = 0.05;

    private static final int WARM = 20;
    private static final double RISE = 2;

    /** Below this part of the first loss, nothing is a rise: noise doubles a loss that is nearly 0. */
    private static final double NOTABLE = 0.25;

    private double first = Double.NaN;
    private double mean = Double.NaN;
    private double lowest = Double.NaN;
    private long lowestAt;
    private double last = Double.NaN;
    private boolean isOver;

    @Override
    public Stream<Hint> seen(Entry entry) {
        return entry instanceof Entry.Batches batches && !isOver ? seen(batches) : Stream.empty();
    }

    private Stream<Hint> seen(Entry.Batches batches) {
        if (!Double.isFinite(batches.loss())) {
            isOver = true;
            return Stream.of(new Hint(
                    Hint.Kind.NOT_FINITE,
                    "",
                    batches.step(),
                    batches.step(),
                    "the loss is " + batches.loss() + " at step " + batches.step()
                            + (Double.isNaN(last) ? "" : "; before that it was " + Words.number(last))));
        }
        last = batches.loss();
        if (Double.isNaN(mean)) {
            first = last;
            mean = last;
            lowest = last;
            lowestAt = batches.step();
        }
        double weight = 1 - Math.pow(1 - WEIGHT, batches.step() - batches.first() + 1);
        mean += weight * (last - mean);
        if (mean < lowest) {
            lowest = mean;
            lowestAt = batches.step();
        }
        boolean isRisen = batches.step() > WARM && mean > RISE * lowest && mean - lowest > NOTABLE * Math.abs(first);
        return isRisen
                ? Stream.of(new Hint(
                        Hint.Kind.RATE_TOO_HIGH,
                        "",
                        batches.step(),
                        batches.step(),
                        "at step " + batches.step() + " the loss is about " + Words.number(mean)
                                + ", and at step " + lowestAt + " it was " + Words.number(lowest)
                                + "; the learning rate is " + Words.number(batches.rate())))
                : Stream.empty();
    }
}
