package org.chainrule.optim;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * Adam that begins as momentum, until its variance can be trusted, with PyTorch's defaults:
 *
 * <pre>
 * ρ∞ = 2/(1 − β₂) − 1              ρ = ρ∞ − 2·t·β₂ᵗ/(1 − β₂ᵗ)
 * m = β₁·m + (1 − β₁)·g            v = β₂·v + (1 − β₂)·g²
 * r = √((ρ − 4)(ρ − 2)·ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)·ρ)) · √(1 − β₂ᵗ)/(√v + ε) if ρ > 5, else 1
 * w = w − rate/(1 − β₁ᵗ) · m · r
 * </pre>
 *
 * Source: Liu and others, "On the variance of the adaptive learning rate and beyond", ICLR 2020.
 *
 * @param beta1 how slowly the mean of the gradients is forgotten, from 0 to less than 1
 * @param beta2 how slowly the mean of their squares is forgotten, from 0 to less than 1
 * @param epsilon from 0 on; keeps the denominator from 0
 * @param weightDecay from 0 on: L2, added to the gradient
 */
public record RAdam(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
    public RAdam {
        Arguments.belowOne("beta1", beta1);
        Arguments.belowOne("beta2", beta2);
        Arguments.notNegative("epsilon", epsilon);
        Arguments.notNegative("weightDecay", weightDecay);
    }

    /** β = (0.9, 0.999), ε = 1e-8, no weight decay. The usual rate is 1e-3. */
    public RAdam() {
        this(0.9, 0.999, 1e-8, 0);
    }

    /** The same, forgetting the mean and the mean square so slowly. */
    public RAdam withBetas(double first, double second) {
        return new RAdam(first, second, epsilon, weightDecay);
    }

    /** The same with another ε. */
    public RAdam withEpsilon(double other) {
        return new RAdam(beta1, beta2, other, weightDecay);
    }

    /** The same with L2 in the gradient. */
    public RAdam withWeightDecay(double other) {
        return new RAdam(beta1, beta2, epsilon, other);
    }

    @Override
    public <M> OptimizerState<M> initial(M model) {
        return Parameters.zeros(model, 2);
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        Form.requireRate(this, rate);
        Tensor t = Parameters.number(state, rate);
        Tensor missing = Parameters.missing(beta2, t);
        double most = 2 / (1 - beta2) - 1;
        Tensor length = missing.neg().add(1).mul(t).mul(-2).div(missing).add(most);
        Tensor trusted = length.gt(5);
        Tensor safe = trusted.where(length, 6);
        double limit = most / ((most - 4) * (most - 2));
        Tensor rectified =
                safe.sub(4).mul(safe.sub(2)).div(safe).mul(limit).mul(missing).sqrt();
        Tensor stepSize = rate.div(Parameters.missing(beta1, t));
        return Parameters.update(this, model, gradients, state, (w, gradient, moments) -> {
            Tensor g = Parameters.decayed(gradient, w, weightDecay);
            Tensor m = Parameters.blend(moments.get(0), g, 1 - beta1);
            Tensor v = Parameters.blend(moments.get(1), g.square(), 1 - beta2);
            Tensor adapted = m.mul(rectified.cast(w.dtype())).div(v.sqrt().add(epsilon));
            Tensor step = trusted.where(adapted, m).mul(stepSize.cast(w.dtype()));
            return new Parameters.Moved(w.sub(step), List.of(m, v));
        });
    }
}
