package org.chainrule.optim;

import java.util.List;
import org.chainrule.RowSparse;
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
 * Without weight decay only the rows that a {@linkplain RowSparse row-sparse} gradient names are touched: the others would stay as they
 * are.
 *
 * <p>Source: Duchi, Hazan, Singer, "Adaptive subgradient methods for online learning and stochastic optimization", JMLR 2011.
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
        Form.requireRate(this, rate);
        Tensor slower =
                rate.div(Parameters.number(state, rate).sub(1).mul(rateDecay).add(1));
        Parameters.Rule rule = (w, gradient, moments) -> {
            Tensor g = Parameters.decayed(gradient, w, weightDecay);
            Tensor s = moments.getFirst().add(g.square());
            return new Parameters.Moved(w.sub(step(g, s, slower)), List.of(s));
        };
        Parameters.RowRule rowRule = (w, gradient, moments) -> {
            RowSparse.Distinct g = gradient.distinct();
            Tensor squares = g.values().square();
            Tensor s = moments.getFirst().gather(0, g.rows()).add(squares);
            return new Parameters.Moved(
                    g.addTo(w, step(g.values(), s, slower).neg()), List.of(g.addTo(moments.getFirst(), squares)));
        };
        return weightDecay == 0
                ? Parameters.update(this, model, gradients, state, rule, rowRule)
                : Parameters.update(this, model, gradients, state, rule);
    }

    private Tensor step(Tensor g, Tensor s, Tensor rate) {
        return g.div(s.sqrt().add(epsilon)).mul(rate.cast(g.dtype()));
    }
}
