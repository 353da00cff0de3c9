package org.chainrule.optim;

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
}
