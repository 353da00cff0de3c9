package org.chainrule.optim;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * Adam with Nesterov's momentum, with PyTorch's defaults:
 *
 * <pre>
 * μₜ = β₁·(1 − 0.96^(t·ψ)/2)       p = p·μₜ, from 1
 * m = β₁·m + (1 − β₁)·g            v = β₂·v + (1 − β₂)·g²
 * w = w − rate · ((1 − μₜ)/(1 − p)·g + μₜ₊₁/(1 − p·μₜ₊₁)·m) / (√(v/(1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * Source: Dozat, "Incorporating Nesterov momentum into Adam", ICLR workshop 2016.
 *
 * @param beta1 how slowly the mean of the gradients is forgotten, from 0 to less than 1
 * @param beta2 how slowly the mean of their squares is forgotten, from 0 to less than 1
 * @param epsilon from 0 on; keeps the denominator from 0
 * @param momentumDecay ψ, from 0 on
 * @param weightDecay from 0 on: L2, added to the gradient
 */
public record NAdam(double beta1, double beta2, double epsilon, double momentumDecay, double weightDecay)
        implements Optimizer {
    public NAdam {
        Arguments.belowOne("beta1", beta1);
        Arguments.belowOne("beta2", beta2);
        Arguments.notNegative("epsilon", epsilon);
        Arguments.notNegative("momentumDecay", momentumDecay);
        Arguments.notNegative("weightDecay", weightDecay);
    }

    /** β = (0.9, 0.999), ε = 1e-8, ψ = 4e-3, no weight decay. The usual rate is 2e-3. */
    public NAdam() {
        this(0.9, 0.999, 1e-8, 4e-3, 0);
    }

    /** The same, forgetting the mean and the mean square so slowly. */
    public NAdam withBetas(double first, double second) {
        return new NAdam(first, second, epsilon, momentumDecay, weightDecay);
    }

    /** The same with another ε. */
    public NAdam withEpsilon(double other) {
        return new NAdam(beta1, beta2, other, momentumDecay, weightDecay);
    }

    /** The same with L2 in the gradient. */
    public NAdam withWeightDecay(double other) {
        return new NAdam(beta1, beta2, epsilon, momentumDecay, other);
    }

    @Override
    public <M> OptimizerState<M> initial(M model) {
        return Parameters.<M>zeros(model, 2).with(List.of(Tensor.scalar(1, Parameters.widest(model))));
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        Form.requireRate(this, rate);
        Form.check(this, model, gradients, state);
        Tensor t = Parameters.number(state, rate);
        Tensor now = momentum(t);
        Tensor next = momentum(t.add(1));
        Tensor before = state.scalars().getFirst();
        Tensor product = before.cast(now.dtype()).mul(now);
        Tensor ofGradient = now.neg().add(1).div(product.neg().add(1));
        Tensor ofMean = next.div(product.mul(next).neg().add(1));
        Tensor scale = Parameters.missing(beta2, t).sqrt().reciprocal();
        Updated<M> updated = Parameters.update(this, model, gradients, state, (w, gradient, moments) -> {
            Tensor g = Parameters.decayed(gradient, w, weightDecay);
            Tensor m = Parameters.blend(moments.get(0), g, 1 - beta1);
            Tensor v = Parameters.blend(moments.get(1), g.square(), 1 - beta2);
            Tensor ahead = g.mul(ofGradient.cast(w.dtype())).add(m.mul(ofMean.cast(w.dtype())));
            Tensor step = ahead.div(v.sqrt().mul(scale.cast(w.dtype())).add(epsilon));
            return new Parameters.Moved(w.sub(step.mul(rate.cast(w.dtype()))), List.of(m, v));
        });
        return new Updated<>(updated.model(), updated.state().with(List.of(product.cast(before.dtype()))));
    }

    private Tensor momentum(Tensor t) {
        return t.mul(momentumDecay * Math.log(0.96)).exp().mul(-0.5).add(1).mul(beta1);
    }
}
