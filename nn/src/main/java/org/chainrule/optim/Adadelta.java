package org.chainrule.optim;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * Adadelta, with PyTorch's defaults: steps in the units of the parameters.
 *
 * <pre>
 * v = ρ·v + (1 − ρ)·g²         d = √(u + ε)/√(v + ε) · g
 * u = ρ·u + (1 − ρ)·d²         w = w − rate · d
 * </pre>
 *
 * Source: Zeiler, "ADADELTA: an adaptive learning rate method", 2012.
 *
 * @param rho from 0 to less than 1: how slowly squares are forgotten
 * @param epsilon from 0 on
 * @param weightDecay from 0 on: L2, added to the gradient
 */
public record Adadelta(double rho, double epsilon, double weightDecay) implements Optimizer {
    public Adadelta {
        Arguments.belowOne("rho", rho);
        Arguments.notNegative("epsilon", epsilon);
        Arguments.notNegative("weightDecay", weightDecay);
    }

    /** ρ = 0.9, ε = 1e-6. The usual rate is 1. */
    public Adadelta() {
        this(0.9, 1e-6, 0);
    }

    @Override
    public <M> OptimizerState<M> initial(M model) {
        return Parameters.zeros(model, 2);
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        Form.requireRate(this, rate);
        return Parameters.update(this, model, gradients, state, (w, gradient, moments) -> {
            Tensor g = Parameters.decayed(gradient, w, weightDecay);
            Tensor v = Parameters.blend(moments.get(0), g.square(), 1 - rho);
            Tensor d = moments.get(1)
                    .add(epsilon)
                    .sqrt()
                    .div(v.add(epsilon).sqrt())
                    .mul(g);
            Tensor u = Parameters.blend(moments.get(1), d.square(), 1 - rho);
            return new Parameters.Moved(w.sub(d.mul(rate.cast(w.dtype()))), List.of(v, u));
        });
    }
}
