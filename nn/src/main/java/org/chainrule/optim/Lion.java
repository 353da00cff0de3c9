package org.chainrule.optim;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * Lion: only the signs count.
 *
 * <pre>
 * w = w − rate · (sign(β₁·m + (1 − β₁)·g) + weightDecay · w)
 * m = β₂·m + (1 − β₂)·g
 * </pre>
 *
 * Source: Chen and others, "Symbolic discovery of optimization algorithms", NeurIPS 2023.
 *
 * @param beta1 of the mean that decides, from 0 to less than 1
 * @param beta2 of the mean that is kept, from 0 to less than 1
 * @param weightDecay from 0 on, apart from the gradient
 */
public record Lion(double beta1, double beta2, double weightDecay) implements Optimizer {
    public Lion {
        Arguments.belowOne("beta1", beta1);
        Arguments.belowOne("beta2", beta2);
        Arguments.notNegative("weightDecay", weightDecay);
    }

    /** β = (0.9, 0.99), no weight decay. The usual rate is 1e-4. */
    public Lion() {
        this(0.9, 0.99, 0);
    }

    /** The same, forgetting so slowly within the step, and from step to step. */
    public Lion withBetas(double first, double second) {
        return new Lion(first, second, weightDecay);
    }

    /** The same with another weight decay. */
    public Lion withWeightDecay(double other) {
        return new Lion(beta1, beta2, other);
    }

    @Override
    public <M> OptimizerState<M> initial(M model) {
        return Parameters.zeros(model, 1);
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        Form.requireRate(this, rate);
        return Parameters.update(this, model, gradients, state, (w, gradient, moments) -> {
            Tensor lr = rate.cast(w.dtype());
            Tensor m = moments.getFirst();
            Tensor direction = Parameters.blend(m, gradient, 1 - beta1).sign();
            Tensor after = Parameters.shrunk(w, lr, weightDecay).sub(direction.mul(lr));
            return new Parameters.Moved(after, List.of(Parameters.blend(m, gradient, 1 - beta2)));
        });
    }
}
