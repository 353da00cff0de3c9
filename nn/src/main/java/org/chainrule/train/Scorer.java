package org.chainrule.train;

import java.util.Optional;
import java.util.function.ToIntFunction;
import org.chainrule.Compiled;
import org.chainrule.arguments.Arguments;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.data.Prefetch;
import org.chainrule.nn.Context;
import org.chainrule.threads.Workers;

/** Measures how good models are on data sets by an {@link Objective}, batch after batch, compiled; nothing is random. */
public final class Scorer<M> {
    private final Compiled<Given<M>, Aim.Outcome> function;
    private final ToIntFunction<Dataset> atOnce;

    private record Given<M>(M model, Batch batch) {}

    Scorer(Aim<M> aim, Workers workers, ToIntFunction<Dataset> atOnce) {
        this.function = Compiled.on(
                workers, given -> aim.of(given.model(), given.batch(), Context.inference(), Optional.empty()));
        this.atOnce = atOnce;
    }

    /**
     * In batches of that size, on all processors.
     *
     * @param batch from 1 on; that of the training, if examples are compared with others of their batch
     */
    public static <M> Scorer<M> of(Objective<M> objective, int batch) {
        return on(Workers.shared(), objective, batch);
    }

    /** The same on a given pool. */
    public static <M> Scorer<M> on(Workers workers, Objective<M> objective, int batch) {
        Arguments.count("batch", batch);
        return new Scorer<>(new Aim.Own<>(objective), workers, _ -> batch);
    }

    /** What validates a training with these settings. */
    static <M> Scorer<M> of(Aim<M> aim, Settings settings, Workers workers) {
        return switch (aim) {
            case Aim.Predicting<?> _ -> new Scorer<>(aim, workers, Evaluator::atOnce);
            case Aim.Own<M> own -> on(workers, own.objective(), settings.batch());
        };
    }

    /** The mean over the examples, and the accuracy where there are classes. */
    public Score score(M model, Dataset data) {
        Tally tally = Tally.NONE;
        try (Prefetch batches = data.inOrder(atOnce.applyAsInt(data))) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                Aim.Outcome outcome = function.apply(new Given<>(model, batch));
                tally = tally.and(batch.size(), outcome.loss().item(), outcome.right());
            }
        }
        return tally.score();
    }
}
