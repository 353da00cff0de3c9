package org.chainrule.examples;

import java.util.function.BiFunction;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.OptimizerState;

/**
 * A training whose loss is of any form, where {@link org.chainrule.train.Trainer} is for predictions and targets: loss, gradient and
 * update are one compiled step, which moves the parameters in place.
 *
 * @param <M> the model, a tree of tensors
 * @param <B> the batch, likewise
 */
final class Descent<M, B> {
    private final CompiledLoop<State<M>, Given<B>, Tensor> loop;

    /** A training of a model that begins. */
    Descent(M initial, Optimizer optimizer, BiFunction<M, B, Tensor> loss) {
        this.loop = CompiledLoop.of(new State<>(initial, optimizer.initial(initial)), (state, given) -> {
            Tensor now = loss.apply(state.model, given.batch);
            M gradient = Gradient.of(now).at(state.model);
            Optimizer.Updated<M> next = optimizer.update(state.model, gradient, state.moments, given.rate);
            return new CompiledLoop.Next<>(new State<>(next.model(), next.state()), now);
        });
    }

    private record State<M>(M model, OptimizerState<M> moments) {}

    private record Given<B>(B batch, Tensor rate) {}

    /** Learns from a batch, and gives the loss as it was before. */
    double step(B batch, double rate) {
        return loop.step(new Given<>(batch, Tensor.scalar(rate))).item();
    }

    /** A copy of the model as it is now. */
    M model() {
        return loop.state().model();
    }
}
