package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * The mean over all elements of ½·(ln v + (mean − target)²/v), v = max(variance, ε): the negative logarithm of a normal likelihood,
 * without ½·ln 2π. PyTorch's GaussianNLLLoss. Source: Nix, Weigend, "Estimating the mean and variance of the target probability
 * distribution", ICNN 1994.
 *
 * @param epsilon the smallest variance
 */
public record GaussianLikelihood(double epsilon) {
    public GaussianLikelihood {
        Arguments.positive("epsilon", epsilon);
    }

    /** ε = 10⁻⁶. */
    public GaussianLikelihood() {
        this(1e-6);
    }

    /** All of one shape. */
    public Tensor of(Tensor mean, Tensor variance, Tensor targets) {
        Pairs.targets("Gaussian likelihood", mean, targets);
        Pairs.sameShape("Gaussian likelihood", mean, variance);
        Tensor above = variance.gt(epsilon).where(variance, epsilon);
        return above.log().add(mean.sub(targets).square().div(above)).mean().mul(0.5);
    }
}
