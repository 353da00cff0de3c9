package org.chainrule.lens.series;

import java.util.List;
import org.chainrule.train.Score;

/** One thing that is known of a training, and after which step. */
public sealed interface Entry {
    /** The largest step that the entry tells of, counted from 1; 0 before the first. */
    long step();

    /**
     * The training begins, or goes on after an interruption: what was told of later steps does not count any more.
     *
     * @param batches in an epoch
     * @param classifies whether there are accuracies
     * @param layers the names of what has parameters, in the order of the model
     */
    record Begin(long step, int batches, int epochs, boolean classifies, List<String> layers) implements Entry {
        public Begin {
            layers = List.copyOf(layers);
        }
    }

    /**
     * Some batches in a row, their losses as they were learnt from.
     *
     * @param first step of them, the others following up to {@link #step()}
     * @param loss the mean of their losses
     * @param rate the learning rate of the last
     */
    record Batches(long first, long step, double loss, double least, double largest, double rate) implements Entry {
        /** These batches and those that follow them as one entry. */
        public Batches and(Batches next) {
            long own = step - first + 1;
            long others = next.step - next.first + 1;
            return new Batches(
                    first,
                    next.step,
                    (own * loss + others * next.loss) / (own + others),
                    Math.min(least, next.least),
                    Math.max(largest, next.largest),
                    next.rate);
        }
    }

    /** A whole epoch. */
    record Epoch(int epoch, long step, double rate, Score training, Score validation, double seconds)
            implements Entry {}

    /**
     * What gradients, weights and activations are like after a step.
     *
     * @param layers in the order in which the training began with them
     * @param units each group of rectified units
     */
    record Probe(long step, List<LayerState> layers, List<Units> units) implements Entry {
        public Probe {
            layers = List.copyOf(layers);
            units = List.copyOf(units);
        }
    }

    /** The training has ended. */
    record End(long step, Outcome outcome) implements Entry {}

    /** How a training ends. */
    enum Outcome {
        COMPLETE,
        STOPPED,
        DIVERGED
    }
}
