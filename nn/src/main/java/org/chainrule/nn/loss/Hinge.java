package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.nn.Loss;

/**
 * The mean over all elements of max(0, 1 − t·prediction), for targets t of −1 and 1. Keras's hinge. Source: Cortes, Vapnik,
 * "Support-vector networks", Machine Learning 1995.
 */
public record Hinge() implements Loss {
    @Override
    public Tensor of(Tensor predictions, Tensor targets) {
        Pairs.targets("hinge", predictions, targets);
        return predictions.mul(targets).neg().add(1).relu().mean();
    }
}
