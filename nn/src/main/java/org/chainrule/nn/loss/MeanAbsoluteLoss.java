package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.nn.Loss;

/**
 * The mean over all elements of |prediction − target|; the gradient where they are equal is 0. PyTorch's L1Loss.
 */
public record MeanAbsoluteLoss() implements Loss {
    @Override
    public Tensor of(Tensor predictions, Tensor targets) {
        Pairs.targets("mean absolute loss", predictions, targets);
        return predictions.sub(targets).abs().mean();
    }
}
