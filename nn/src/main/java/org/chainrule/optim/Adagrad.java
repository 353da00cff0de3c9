package org.chainrule.optim;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * Adagrad, with PyTorch's defaults: parameters that moved much move less.
 *
 * <pre>
 * s = s + g²
 * w = w − rate/(1 + (t − 1)·rateDecay) · g/(√s + ε)
 * </pre>
 *
 * Source: Duchi, Hazan, Singer, "Adaptive subgradient methods for online learning and stochastic optimization", JMLR 2011.
 *
 * @param rateDecay from 0 on: how fast the rate falls
 * @param initial from 0 on: where s begins
 * @param epsilon from 0 on; keeps the denominator from 0
 * @param weightDecay from 0 on: L2, added to the gradient
 */
public record Adagrad(double rateDecay, double initial, double epsilon, double weightDecay) implements Optimizer {
    public Adagrad {
        Arguments.notNegative("rateDecay", rateDecay);
        Arguments.notNegative("initial", initial);
        Arguments.notNegative("epsilon", epsilon);
        Arguments.notNegative("weightDecay", weightDecay);
    }

    /** No decay of any kind, s from 0, ε = 1e-10. The usual rate is 1e-2. */
    public Adagrad() {
        this(0, 0, 1e-10, 0);
    }

    @Override
    public <M> OptimizerState<M> initial(M model) {
        return Parameters.filled(model, initial);
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        Tensor slower =
                rate.div(Parameters.number(state, rate).sub(1).mul(rateDecay).add(1));
        return Parameters.update(model, gradients, state, (w, gradient, moments) -> {
            Tensor g = Parameters.decayed(gradient, w, weightDecay);
            Tensor s = moments.getFirst().add(g.square());
            Tensor step = g.div(s.sqrt().add(epsilon)).mul(slower.cast(w.dtype()));
            return new Parameters.Moved(w.sub(step), List.of(s));
        });
    }
}
