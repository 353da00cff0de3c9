package org.chainrule.optim;

import java.util.Optional;
import org.chainrule.Tensor;

/** An optimizer whose momentum may be another one at each step, as schedules cycle it. */
public interface MomentumOptimizer extends Optimizer {
    /** The momentum of every step for which none is given; β₁ of Adam and its kin. */
    double momentum();

    /**
     * One update with a momentum of its own.
     *
     * @param gradients of the model's own form
     * @param rate the learning rate, a scalar
     */
    <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate, Momentum momentum);

    @Override
    default <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        return update(model, gradients, state, rate, new Momentum.Fixed(momentum()));
    }

    /** The momentum of an optimizer; 0 if it has none. */
    static double momentumOf(Optimizer optimizer) {
        return optimizer instanceof MomentumOptimizer accelerated ? accelerated.momentum() : 0;
    }

    /** An update by any optimizer; a momentum that is given is heeded by one that has one. */
    static <M> Updated<M> update(
            Optimizer optimizer,
            M model,
            M gradients,
            OptimizerState<M> state,
            Tensor rate,
            Optional<Momentum> momentum) {
        return momentum.isPresent() && optimizer instanceof MomentumOptimizer accelerated && accelerated.momentum() > 0
                ? accelerated.update(model, gradients, state, rate, momentum.get())
                : optimizer.update(model, gradients, state, rate);
    }
}
