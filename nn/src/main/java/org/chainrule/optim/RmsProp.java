package org.chainrule.optim;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * RMSProp, with PyTorch's defaults: the gradient over its own recent size.
 *
 * <pre>
 * v = α·v + (1 − α)·g²         a = α·a + (1 − α)·g if centered, else 0
 * d = g / (√(v − a²) + ε)
 * b = momentum·b + d           w = w − rate · b
 * </pre>
 *
 * Source: Tieleman, Hinton, "Neural networks for machine learning", lecture 6.5, 2012; centered: Graves, "Generating sequences
 * with recurrent neural networks", 2013.
 *
 * @param alpha from 0 to less than 1: how slowly squares are forgotten
 * @param epsilon from 0 on; keeps the denominator from 0
 * @param momentum from 0 to less than 1
 * @param centered whether the variance is taken instead of the mean square
 * @param weightDecay from 0 on: L2, added to the gradient
 */
public record RmsProp(double alpha, double epsilon, double momentum, boolean centered, double weightDecay)
        implements Optimizer {
    public RmsProp {
        Arguments.belowOne("alpha", alpha);
        Arguments.notNegative("epsilon", epsilon);
        Arguments.belowOne("momentum", momentum);
        Arguments.notNegative("weightDecay", weightDecay);
    }

    /** α = 0.99, ε = 1e-8, no momentum, not centered. The usual rate is 1e-2. */
    public RmsProp() {
        this(0.99, 1e-8, 0, false, 0);
    }

    /** The same, forgetting squares so slowly. */
    public RmsProp withAlpha(double other) {
        return new RmsProp(other, epsilon, momentum, centered, weightDecay);
    }

    /** The same with another ε. */
    public RmsProp withEpsilon(double other) {
        return new RmsProp(alpha, other, momentum, centered, weightDecay);
    }

    /** The same with momentum. */
    public RmsProp withMomentum(double other) {
        return new RmsProp(alpha, epsilon, other, centered, weightDecay);
    }

    /** The same with L2 in the gradient. */
    public RmsProp withWeightDecay(double other) {
        return new RmsProp(alpha, epsilon, momentum, centered, other);
    }

    /** Squares, then the mean if it is centered, then the momentum if there is one. */
    @Override
    public <M> OptimizerState<M> initial(M model) {
        return Parameters.zeros(model, 1 + (centered ? 1 : 0) + (momentum > 0 ? 1 : 0));
    }

    @Override
    public <M> Updated<M> update(M model, M gradients, OptimizerState<M> state, Tensor rate) {
        Form.requireRate(this, rate);
        return Parameters.update(this, model, gradients, state, (w, gradient, moments) -> {
            Tensor g = Parameters.decayed(gradient, w, weightDecay);
            List<Tensor> after = new ArrayList<>();
            Tensor v = Parameters.blend(moments.getFirst(), g.square(), 1 - alpha);
            after.add(v);
            Tensor spread = v;
            if (centered) {
                Tensor a = Parameters.blend(moments.get(1), g, 1 - alpha);
                after.add(a);
                spread = v.sub(a.square());
            }
            Tensor step = g.div(spread.sqrt().add(epsilon));
            if (momentum > 0) {
                step = moments.getLast().mul(momentum).add(step);
                after.add(step);
            }
            return new Parameters.Moved(w.sub(step.mul(rate.cast(w.dtype()))), after);
        });
    }
}
