package org.chainrule.optim;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * Adam, with PyTorch's defaults:
 *
 * <pre>
 * m = β₁·m + (1 − β₁)·g        v = β₂·v + (1 − β₂)·g²
 * w = w − rate/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε)
 * </pre>
 *
 * Source: Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015.
 *
 * @param beta1 how slowly the mean of the gradients is forgotten, from 0 to less than 1
 * @param beta2 how slowly the mean of their squares is forgotten, from 0 to less than 1
 * @param epsilon from 0 on; keeps the denominator from 0
 * @param weightDecay from 0 on: L2, added to the gradient
 */
public record Adam(double beta1, double beta2, double epsilon, double weightDecay) implements MomentumOptimizer {
    public Adam {
        Arguments.belowOne("beta1", beta1);
        Arguments.belowOne("beta2", beta2);
        Arguments.notNegative("epsilon", epsilon);
        Arguments.notNegative("weightDecay", weightDecay);
    }

    /** β = (0.9, 0.999), ε = 1e-8, no weight decay. The usual rate is 1e-3: it is the schedule's, or given to each update. */
    public Adam() {
        this(0.9, 0.999, 1e-8, 0);
    }

    /** The same, forgetting the mean and the mean square so slowly. */
    public Adam withBetas(double first, double second) {
        return new Adam(first, second, epsilon, weightDecay);
    }

    /** The same with another ε. */
    public Adam withEpsilon(double other) {
        return new Adam(beta1, beta2, other, weightDecay);
    }

    /** The same with L2 in the gradient. */
    public Adam withWeightDecay(double other) {
        return new Adam(beta1, beta2, epsilon, other);
    }

    @Override
    public double momentum() {
        return beta1;
    }

    @Override
    public <M> OptimizerState<M> initial(M model) {
        return Parameters.zeros(model, 2);
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate, Momentum momentum) {
        Form.requireRate(this, rate);
        Tensor t = Parameters.number(state, rate);
        Tensor stepSize = rate.div(momentum.missing(t));
        Tensor scale = Parameters.missing(beta2, t).sqrt().reciprocal();
        return Parameters.update(this, model, gradients, state, (w, gradient, moments) -> {
            Tensor g = Parameters.decayed(gradient, w, weightDecay);
            Tensor m = momentum.blend(moments.get(0), g);
            Tensor v = moments.get(1).mul(beta2).add(g.square().mul(1 - beta2));
            Tensor denominator = v.sqrt().mul(scale.cast(w.dtype())).add(epsilon);
            return new Parameters.Moved(w.sub(m.mul(stepSize.cast(w.dtype())).div(denominator)), List.of(m, v));
        });
    }
}
