package org.chainrule.optim;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * Resilient backpropagation: each weight has a step of its own, which grows while the gradient keeps its sign and shrinks when
 * it changes. For whole data sets, not for batches. With PyTorch's defaults:
 *
 * <pre>
 * d = clip(d · (grow if g·g′ > 0, shrink if g·g′ < 0, else 1), least, most), from the rate
 * g = 0 where g·g′ < 0         w = w − sign(g) · d         g′ = g
 * </pre>
 *
 * Source: Riedmiller, Braun, "A direct adaptive method for faster backpropagation learning", ICNN 1993.
 */
public record Rprop(double shrink, double grow, double least, double most) implements Optimizer {
    public Rprop {
        Arguments.belowOne("shrink", shrink);
        Arguments.positive("grow", grow);
        Arguments.positive("least", least);
        Arguments.positive("most", most);
    }

    /** Times 0.5 and 1.2, steps from 1e-6 to 50. The usual first step is a rate of 1e-2. */
    public Rprop() {
        this(0.5, 1.2, 1e-6, 50);
    }

    @Override
    public <M> OptimizerState<M> initial(M model) {
        return Parameters.zeros(model, 2);
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        Form.requireRate(this, rate);
        Tensor isFirst = state.step().eq(0);
        return Parameters.update(this, model, gradients, state, (w, gradient, moments) -> {
            Tensor agreement = gradient.mul(moments.get(0));
            Tensor factor = agreement.gt(0).where(w.like(grow), agreement.lt(0).where(w.like(shrink), 1));
            Tensor before = isFirst.where(rate.cast(w.dtype()), moments.get(1));
            Tensor step = before.mul(factor).clip(least, most);
            Tensor g = agreement.lt(0).where(gradient.mul(0), gradient);
            return new Parameters.Moved(w.sub(g.sign().mul(step)), List.of(g, step));
        });
    }
}
