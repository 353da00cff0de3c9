package org.chainrule.train;

import org.chainrule.CompiledLoop;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.data.Pass;
import org.chainrule.data.Prefetch;
import org.chainrule.data.Sampling;
import org.chainrule.graph.DType;
import org.chainrule.nn.Context;
import org.chainrule.nn.Layer;
import org.chainrule.threads.Workers;

/**
 * Measures the {@link org.chainrule.nn.Statistics} of a model anew, as the mean over the batches of some data, each counting the same. An
 * average of models needs it, since what its layers see is no average of what theirs saw. PyTorch's {@code update_bn}. Source: Izmailov
 * and others, "Averaging weights leads to wider optima and better generalization", UAI 2018, section 3.2.
 *
 * @param batch examples in a batch; the last may have fewer
 * @param seed decides the order of the examples, and what is random in the model's layers
 * @param workers the threads
 */
public record Remeasuring(int batch, long seed, Workers workers) {
    public Remeasuring {
        Arguments.count("batch", batch);
    }

    /** In batches of that size, with the seed 1, on all processors. */
    public static Remeasuring inBatches(int batch) {
        return new Remeasuring(batch, 1, Workers.shared());
    }

    private record State<M>(M model, Tensor batches) {}

    /**
     * The model with new statistics, and all else as it is.
     *
     * @throws IllegalArgumentException if the data has no examples, or a layer keeps the context to itself
     */
    public <M extends Layer> M of(M model, Dataset data) {
        return of(model, (layer, batch, context) -> layer.apply(batch.inputs(), context), data);
    }

    /**
     * The same of a model that was trained by an objective, which applies it to a batch; what it gives is not computed.
     *
     * @throws IllegalArgumentException if the data has no examples, or a layer keeps the context to itself
     */
    public <M> M of(M model, Objective<M> objective, Dataset data) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("statistics of no examples");
        }
        CompiledLoop<State<M>, Batch, Tensor> loop = CompiledLoop.on(
                workers,
                new State<>(model, Tensor.scalar(0, DType.INT32)),
                (state, given) -> next(objective, state, given));
        try (Prefetch batches = data.batches(new Pass(Sampling.shuffled(), batch, seed, 1), 0)) {
            batches.forEachRemaining(loop::step);
        }
        return loop.state().model();
    }

    private <M> CompiledLoop.Next<State<M>, Tensor> next(Objective<M> objective, State<M> state, Batch given) {
        Context context = Context.training(RandomKey.of(seed).fold(state.batches()));
        objective.of(state.model(), given, context);
        context.requireReached(state.model());
        Tensor batches = state.batches().add(1);
        return new CompiledLoop.Next<>(new State<>(context.averaged(state.model(), state.batches()), batches), batches);
    }
}
