package org.chainrule.optim;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * Adam with the largest gradient in the place of the root of the mean square, with PyTorch's defaults:
 *
 * <pre>
 * m = β₁·m + (1 − β₁)·g        u = max(β₂·u, |g| + ε)
 * w = w − rate/(1 − β₁ᵗ) · m/u
 * </pre>
 *
 * Source: Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015, section 7.
 *
 * @param beta1 how slowly the mean of the gradients is forgotten, from 0 to less than 1
 * @param beta2 how slowly the largest is forgotten, from 0 to less than 1
 * @param epsilon from 0 on; keeps the denominator from 0
 * @param weightDecay from 0 on: L2, added to the gradient
 */
public record Adamax(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
    public Adamax {
        Arguments.belowOne("beta1", beta1);
        Arguments.belowOne("beta2", beta2);
        Arguments.notNegative("epsilon", epsilon);
        Arguments.notNegative("weightDecay", weightDecay);
    }

    /** β = (0.9, 0.999), ε = 1e-8, no weight decay. The usual rate is 2e-3. */
    public Adamax() {
        this(0.9, 0.999, 1e-8, 0);
    }

    /** The same, forgetting the mean and the mean square so slowly. */
    public Adamax withBetas(double first, double second) {
        return new Adamax(first, second, epsilon, weightDecay);
    }

    /** The same with another ε. */
    public Adamax withEpsilon(double other) {
        return new Adamax(beta1, beta2, other, weightDecay);
    }

    /** The same with L2 in the gradient. */
    public Adamax withWeightDecay(double other) {
        return new Adamax(beta1, beta2, epsilon, other);
    }

    @Override
    public <M> OptimizerState<M> initial(M model) {
        return Parameters.zeros(model, 2);
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        Form.requireRate(this, rate);
        Tensor t = Parameters.number(state, rate);
        Tensor stepSize = rate.div(Parameters.missing(beta1, t));
        return Parameters.update(this, model, gradients, state, (w, gradient, moments) -> {
            Tensor g = Parameters.decayed(gradient, w, weightDecay);
            Tensor m = Parameters.blend(moments.get(0), g, 1 - beta1);
            Tensor u = moments.get(1).mul(beta2).maximum(g.abs().add(epsilon));
            return new Parameters.Moved(w.sub(m.div(u).mul(stepSize.cast(w.dtype()))), List.of(m, u));
        });
    }
}
