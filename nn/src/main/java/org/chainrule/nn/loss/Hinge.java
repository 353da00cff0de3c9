package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.nn.Loss;

/**
 * The mean over all elements of max(0, 1 − t·prediction), for targets t of −1 and 1. Keras's hinge. Source: Cortes, Vapnik,
 * "Support-vector networks", Machine Learning 1995.
 *
 * <p>A target that is further than 0.001 from both, as 0 is, makes the loss NaN, and the gradient by its prediction too: of 0 and 1,
 * {@code targets.mul(2).sub(1)} makes −1 and 1.
 */
public record Hinge() implements Loss {
    @Override
    public Tensor of(Tensor predictions, Tensor targets) {
        Pairs.targets("hinge", predictions, targets);
        Tensor margin = predictions.mul(Pairs.oneOf(-1, 1, targets)).neg().add(1);
        // a rectifier's gradient by NaN would be 0
        return margin.le(0).where(margin.like(0), margin).mean();
    }
}
