package org.chainrule.optim;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * An exponential moving average: a = decay·a + (1 − decay)·w, from the first w. Source: Polyak, Juditsky, "Acceleration of
 * stochastic approximation by averaging", SIAM 1992; as PyTorch's {@code get_ema_multi_avg_fn}.
 *
 * @param decay how slowly models are forgotten, from 0 to less than 1
 */
public record Ema(double decay) implements Averaging {
    /** 0.999. */
    public Ema() {
        this(0.999);
    }

    public Ema {
        Arguments.belowOne("decay", decay);
    }

    @Override
    public Tensor average(Tensor old, Tensor newest, Tensor count) {
        return Parameters.blend(old, newest, 1 - decay);
    }
}
