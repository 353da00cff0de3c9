package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.nn.Loss;

/**
 * The mean over all elements of ½e² where |e| ≤ δ, δ·(|e| − ½δ) beyond, e = prediction − target. PyTorch's HuberLoss. Source: Huber,
 * "Robust estimation of a location parameter", Annals of Mathematical Statistics 1964.
 *
 * @param delta where the square becomes a line
 */
public record Huber(double delta) implements Loss {
    public Huber {
        Arguments.positive("delta", delta);
    }

    /** δ = 1. */
    public Huber() {
        this(1);
    }

    @Override
    public Tensor of(Tensor predictions, Tensor targets) {
        Pairs.targets("huber", predictions, targets);
        Tensor distance = predictions.sub(targets).abs();
        // the square of what is at most δ: of a large distance it would be infinite, and its gradient NaN
        Tensor near = distance.le(delta).where(distance, 0);
        return distance.le(delta)
                .where(near.square().mul(0.5), distance.sub(0.5 * delta).mul(delta))
                .mean();
    }
}
