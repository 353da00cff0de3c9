package org.chainrule.optim;

import java.util.List;
import org.chainrule.RowSparse;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * Stochastic gradient descent with momentum, as in PyTorch:
 *
 * <pre>
 * g = gradient + weightDecay · w
 * v = g at the first step, then momentum · v + (1 − dampening) · g
 * w = w − rate · (nesterov ? g + momentum · v : v)
 * </pre>
 *
 * Plain descent touches only the rows that a {@linkplain RowSparse row-sparse} gradient names; with momentum or decay all rows move.
 *
 * <p>Source: Sutskever, Martens, Dahl, Hinton, "On the importance of initialization and momentum in deep learning", ICML 2013.
 *
 * @param momentum from 0 on; 0 is plain descent, which keeps no velocity and takes no momentum of a step
 * @param dampening how much less the gradient counts in the velocity
 * @param nesterov whether to look ahead
 * @param weightDecay from 0 on: L2, added to the gradient
 */
public record Sgd(double momentum, double dampening, boolean nesterov, double weightDecay)
        implements MomentumOptimizer {
    public Sgd {
        Arguments.notNegative("momentum", momentum);
        Arguments.finite("dampening", dampening);
        Arguments.notNegative("weightDecay", weightDecay);
        if (nesterov && (momentum <= 0 || dampening != 0)) {
            throw new IllegalArgumentException("Nesterov's descent takes a momentum above 0 and no dampening");
        }
    }

    /** Plain descent: w = w − rate · gradient. */
    public Sgd() {
        this(0);
    }

    /** Descent with momentum, as {@code new Sgd().withMomentum(0.9)}: the rate is the schedule's. */
    public Sgd(double momentum) {
        this(momentum, 0, false, 0);
    }

    /** The same with momentum. */
    public Sgd withMomentum(double other) {
        return new Sgd(other, dampening, nesterov, weightDecay);
    }

    /** The same, looking ahead; the momentum is above 0. */
    public Sgd withNesterov() {
        return new Sgd(momentum, dampening, true, weightDecay);
    }

    /** The same with L2 in the gradient. */
    public Sgd withWeightDecay(double other) {
        return new Sgd(momentum, dampening, nesterov, other);
    }

    @Override
    public <M> OptimizerState<M> initial(M model) {
        return Parameters.zeros(model, momentum == 0 ? 0 : 1);
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate, Momentum beta) {
        Form.requireRate(this, rate);
        Tensor isFirst = state.step().eq(0);
        Parameters.Rule rule = (w, gradient, moments) -> {
            Tensor lr = rate.cast(w.dtype());
            Tensor g = Parameters.decayed(gradient, w, weightDecay);
            if (moments.isEmpty()) {
                return new Parameters.Moved(w.sub(g.mul(lr)), List.of());
            }
            Tensor later = beta.times(moments.getFirst()).add(g.mul(1 - dampening));
            // without dampening the first velocity is g anyhow, as it starts from 0
            Tensor velocity = dampening == 0 ? later : isFirst.where(g, later);
            Tensor direction = nesterov ? g.add(beta.times(velocity)) : velocity;
            return new Parameters.Moved(w.sub(direction.mul(lr)), List.of(velocity));
        };
        Parameters.RowRule rowRule = (w, g, _) -> {
            Tensor move = g.values().mul(rate.cast(w.dtype()).neg());
            return new Parameters.Moved(w.indexAdd(0, g.rows(), move), List.of());
        };
        return momentum == 0 && weightDecay == 0
                ? Parameters.update(this, model, gradients, state, rule, rowRule)
                : Parameters.update(this, model, gradients, state, rule);
    }
}
