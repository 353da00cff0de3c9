package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.nn.Loss;

/**
 * The mean over all elements of ½e²/β where |e| < β, |e| − ½β beyond, e = prediction − target: {@link Huber} divided by β. PyTorch's
 * SmoothL1Loss. Source: Girshick, "Fast R-CNN", ICCV 2015.
 *
 * @param beta where the square becomes a line
 */
public record SmoothL1(double beta) implements Loss {
    public SmoothL1 {
        Arguments.positive("beta", beta);
    }

    /** β = 1. */
    public SmoothL1() {
        this(1);
    }

    @Override
    public Tensor of(Tensor predictions, Tensor targets) {
        Pairs.targets("smooth L1", predictions, targets);
        return new Huber(beta).of(predictions, targets).div(beta);
    }
}
