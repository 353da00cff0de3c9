package org.chainrule.nn;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * ln(1 + e^(β·x))/β, a smooth ReLU, computed as max(x, 0) + ln(1 + e^−|β·x|)/β, which does not overflow. PyTorch's is x above a
 * threshold; here the formula holds everywhere.
 *
 * @param beta how sharp the corner is; by default 1, above 0
 */
public record Softplus(double beta) implements Layer {
    /** β = 1. */
    public Softplus() {
        this(1);
    }

    public Softplus {
        Arguments.positive("beta", beta);
    }

    @Override
    public Tensor apply(Tensor x) {
        return beta == 1 ? x.softplus() : x.mul(beta).softplus().div(beta);
    }
}
