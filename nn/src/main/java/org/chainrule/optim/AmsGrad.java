package org.chainrule.optim;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * Adam whose denominator never shrinks, with PyTorch's defaults:
 *
 * <pre>
 * m = β₁·m + (1 − β₁)·g        v = β₂·v + (1 − β₂)·g²        u = max(u, v)
 * w = w − rate/(1 − β₁ᵗ) · m / (√u/√(1 − β₂ᵗ) + ε)
 * </pre>
 *
 * Source: Reddi, Kale, Kumar, "On the convergence of Adam and beyond", ICLR 2018.
 *
 * @param beta1 how slowly the mean of the gradients is forgotten, from 0 to less than 1
 * @param beta2 how slowly the mean of their squares is forgotten, from 0 to less than 1
 * @param epsilon from 0 on; keeps the denominator from 0
 * @param weightDecay from 0 on: L2, added to the gradient
 */
public record AmsGrad(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
    public AmsGrad {
        Arguments.belowOne("beta1", beta1);
        Arguments.belowOne("beta2", beta2);
        Arguments.notNegative("epsilon", epsilon);
        Arguments.notNegative("weightDecay", weightDecay);
    }

    /** β = (0.9, 0.999), ε = 1e-8, no weight decay. The usual rate is 1e-3. */
    public AmsGrad() {
        this(0.9, 0.999, 1e-8, 0);
    }

    /** The same, forgetting the mean and the mean square so slowly. */
    public AmsGrad withBetas(double first, double second) {
        return new AmsGrad(first, second, epsilon, weightDecay);
    }

    /** The same with another ε. */
    public AmsGrad withEpsilon(double other) {
        return new AmsGrad(beta1, beta2, other, weightDecay);
    }

    /** The same with L2 in the gradient. */
    public AmsGrad withWeightDecay(double other) {
        return new AmsGrad(beta1, beta2, epsilon, other);
    }

    @Override
    public <M> OptimizerState<M> initial(M model) {
        return Parameters.zeros(model, 3);
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        Form.requireRate(this, rate);
        Tensor t = Parameters.number(state, rate);
        Tensor stepSize = rate.div(Parameters.missing(beta1, t));
        Tensor scale = Parameters.missing(beta2, t).sqrt().reciprocal();
        return Parameters.update(this, model, gradients, state, (w, gradient, moments) -> {
            Tensor g = Parameters.decayed(gradient, w, weightDecay);
            Tensor m = Parameters.blend(moments.get(0), g, 1 - beta1);
            Tensor v = Parameters.blend(moments.get(1), g.square(), 1 - beta2);
            Tensor u = moments.get(2).maximum(v);
            Tensor denominator = u.sqrt().mul(scale.cast(w.dtype())).add(epsilon);
            Tensor step = m.mul(stepSize.cast(w.dtype())).div(denominator);
            return new Parameters.Moved(w.sub(step), List.of(m, v, u));
        });
    }
}
