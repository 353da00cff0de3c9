package org.chainrule.nn;

import org.chainrule.Tensor;

/**
 * In training each element becomes 0 with a probability, and those that stay are scaled up, so that the mean stays: y = x·m/(1 −
 * rate), m = 0 with the probability rate, else 1. In inference y = x. PyTorch's Dropout. Source: Srivastava, Hinton, Krizhevsky,
 * Sutskever, Salakhutdinov, "Dropout: a simple way to prevent neural networks from overfitting", JMLR 2014.
 *
 * @param rate the probability of 0, from 0 to 1
 */
public record Dropout(double rate) implements RandomLayer {
    public Dropout {
        Masks.check(rate);
    }

    /** 0.5. */
    public Dropout() {
        this(0.5);
    }

    @Override
    public Tensor apply(Tensor x, Context context) {
        return context.isTraining() ? Masks.dropped(x, x.shape(), rate, context.nextKey()) : x;
    }
}
