package org.chainrule.optim;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * Averaged stochastic gradient descent, with PyTorch's defaults: {@code averages} are what to predict with.
 *
 * <pre>
 * η = rate/(1 + λ·rate·(t − 1))^α          μ = 1/max(1, t − 1 − start)
 * w = (1 − λ·η)·w − η·g                    a = a + μ·(w − a)
 * </pre>
 *
 * Source: Polyak, Juditsky, "Acceleration of stochastic approximation by averaging", SIAM 1992.
 *
 * @param lambda from 0 on: decay
 * @param alpha from 0 on: how fast η falls
 * @param start from which step on averages are taken
 * @param weightDecay from 0 on: L2, added to the gradient
 */
public record Asgd(double lambda, double alpha, double start, double weightDecay) implements Optimizer {
    public Asgd {
        Arguments.notNegative("alpha", alpha);
        Arguments.notNegative("start", start);
        Arguments.notNegative("weightDecay", weightDecay);
        Arguments.notNegative("lambda", lambda);
    }

    /** λ = 1e-4, α = 0.75, averages from step 1e6 on. The usual rate is 1e-2. */
    public Asgd() {
        this(1e-4, 0.75, 1e6, 0);
    }

    /** The averaged model. */
    public static <M> M averages(OptimizerState<M> state) {
        return state.moments().getFirst();
    }

    @Override
    public <M> OptimizerState<M> initial(M model) {
        return Parameters.zeros(model, 1);
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        Form.requireRate(this, rate);
        Tensor past = Parameters.number(state, rate).sub(1);
        Tensor eta = rate.div(past.mul(rate).mul(lambda).add(1).pow(alpha));
        Tensor mu = past.sub(start).maximum(1).reciprocal();
        return Parameters.update(this, model, gradients, state, (w, gradient, moments) -> {
            Tensor lr = eta.cast(w.dtype());
            Tensor g = Parameters.decayed(gradient, w, weightDecay);
            Tensor after = Parameters.shrunk(w, lr, lambda).sub(g.mul(lr));
            Tensor average = moments.getFirst();
            return new Parameters.Moved(
                    after, List.of(average.add(after.sub(average).mul(mu.cast(w.dtype())))));
        });
    }
}
