package org.chainrule.optim;

import org.chainrule.Tensor;

/**
 * Stochastic weight averaging: the mean of all models, a = a + (w − a)/(n + 1). Taken at the end of epochs, after the rate has come
 * down. Source: Izmailov and others, "Averaging weights leads to wider optima and better generalization", UAI 2018; as PyTorch's
 * {@code get_swa_multi_avg_fn}.
 */
public record Swa() implements Averaging {
    @Override
    public Tensor average(Tensor old, Tensor newest, Tensor count) {
        return old.add(newest.sub(old).div(count.add(1).cast(old.dtype())));
    }
}
