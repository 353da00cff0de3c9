package org.chainrule.nn;

import org.chainrule.Tensor;

/**
 * x above 0, α·(e^x − 1) from 0 down. Source: Clevert, Unterthiner, Hochreiter, "Fast and accurate deep network learning by
 * exponential linear units", ICLR 2016.
 *
 * @param alpha by default 1
 */
public record Elu(double alpha) implements Layer {
    /** α = 1. */
    public Elu() {
        this(1);
    }

    @Override
    public Tensor apply(Tensor x) {
        // where x is large, e^x may not be computed: it would bring 0·∞ into the gradient
        return x.gt(0).where(x, x.gt(0).where(x.mul(0), x).expm1().mul(alpha));
    }
}
