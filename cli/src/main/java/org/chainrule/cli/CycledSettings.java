package org.chainrule.cli;

import org.chainrule.nn.Loss;
import org.chainrule.optim.AdamW;
import org.chainrule.optim.Constant;
import org.chainrule.optim.schedule.OneCycle;
import org.chainrule.train.EarlyStopping;
import org.chainrule.train.Settings;

/**
 * How data of a user's own is trained on: AdamW on one cycle; ended when the validation loss has not become better for a quarter of the
 * epochs, and for five at least.
 *
 * @param examples to train on
 */
record CycledSettings(int examples, int epochs, int batch, long seed) {
    /** Chosen, with the dropout, on the tables in data/tabular: better there than none. */
    static final double WEIGHT_DECAY = 0.05;

    private static final int SHORTEST_CYCLE = 10;
    /** On its way up a cycle may make the loss larger for a few epochs, which are all that a short training has. */
    private static final int LEAST_PATIENCE = 5;

    Settings of(Loss loss, double peak) {
        return sized().with(loss)
                .withSeed(seed)
                .with(new EarlyStopping(Math.max(LEAST_PATIENCE, epochs / 4)))
                .with(
                        new AdamW().withWeightDecay(WEIGHT_DECAY),
                        isCycled() ? OneCycle.of(peak, steps()) : new Constant(peak));
    }

    private Settings sized() {
        return Settings.classification(epochs).withBatch(batch);
    }

    private long steps() {
        return sized().steps(examples);
    }

    /** One cycle needs steps to go up in, which the shortest trainings do not have. */
    private boolean isCycled() {
        return steps() >= SHORTEST_CYCLE;
    }

    String scheduleName() {
        return isCycled() ? "one-cycle" : "constant";
    }
}
