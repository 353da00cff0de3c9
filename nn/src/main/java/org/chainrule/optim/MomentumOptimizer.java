package org.chainrule.optim;

import org.chainrule.Tensor;
import org.chainrule.graph.DType;

/** An optimizer whose momentum may be another one at each step, as schedules cycle it. */
public interface MomentumOptimizer extends Optimizer {
    /** The momentum of every step for which none is given; β₁ of Adam and its kin. */
    double momentum();

    /**
     * One update with a momentum of its own.
     *
     * @param gradients of the model's own form
     * @param rate the learning rate, a scalar
     * @param momentum a scalar, from 0 to less than 1; of the model's own dtype, as loops over mixed dtypes are slower
     */
    <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate, Tensor momentum);

    @Override
    default <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        return update(model, gradients, state, rate, Tensor.scalar(momentum(), DType.FLOAT64));
    }
}
