package org.chainrule.nn;

import org.chainrule.Tensor;

/**
 * x above 0, α·(e^(x/α) − 1) from 0 down: smooth at 0 whatever α. Source: Barron, "Continuously differentiable exponential
 * linear units", 2017.
 *
 * @param alpha by default 1; not 0
 */
public record Celu(double alpha) implements Layer {
    /** α = 1. */
    public Celu() {
        this(1);
    }

    public Celu {
        if (alpha == 0 || !Double.isFinite(alpha)) {
            throw new IllegalArgumentException("alpha " + alpha + ": a number other than 0");
        }
    }

    @Override
    public Tensor apply(Tensor x) {
        return x.gt(0).where(x, x.gt(0).where(x.mul(0), x).div(alpha).expm1().mul(alpha));
    }
}
