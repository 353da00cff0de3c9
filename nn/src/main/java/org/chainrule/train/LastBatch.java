package org.chainrule.train;

import java.util.Optional;
import org.chainrule.RandomKey;
import org.chainrule.Tree;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.data.Source;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Context;
import org.chainrule.nn.Statistics;

/** Whether a model can be trained on a last batch of one example, of which some layers measure nothing. */
final class LastBatch {
    private LastBatch() {}

    /**
     * Tries it, without computing anything, where an epoch leaves a rest of one example and a layer measures.
     *
     * @throws ShapeException if it cannot: now, not at the end of the first epoch
     */
    static <M> void check(Settings settings, Aim<M> aim, M model, Source training) {
        if (!(training instanceof Dataset examples)
                || examples.size() <= 1
                || examples.size() % settings.batch() != (settings.batch() == 1 ? 0 : 1)
                || Tree.parts(model, Statistics.class).isEmpty()) {
            return;
        }
        try {
            step(settings, aim, model, examples.batch(0));
        } catch (ShapeException e) {
            // if it is not for their number, this says what it is for
            step(settings, aim, model, examples.batch(0, 1));
            String rest = examples.size() + " examples in batches of " + settings.batch();
            ShapeException told = new ShapeException(
                    "the last batch of an epoch",
                    rest + " leave one example for it, which the model cannot learn from: " + e.getMessage(),
                    "take another batch size, as by withBatch(" + other(examples.size(), settings.batch()) + ")"
                            + (settings.batch() == 1
                                    ? ""
                                    : ", or leave one example out: range(0, " + (examples.size() - 1) + ")"));
            told.initCause(e);
            throw told;
        }
    }

    private static <M> void step(Settings settings, Aim<M> aim, M model, Batch batch) {
        aim.of(model, batch, Context.training(RandomKey.of(settings.seed())), Optional.empty());
    }

    /** The next larger batch that leaves no rest of one. */
    private static int other(int examples, int batch) {
        int larger = batch + 1;
        while (examples % larger == 1) {
            larger++;
        }
        return larger;
    }
}
