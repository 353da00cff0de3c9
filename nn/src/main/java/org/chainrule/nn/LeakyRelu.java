package org.chainrule.nn;

import org.chainrule.Tensor;

/**
 * x above 0, slope·x from 0 down. Source: Maas, Hannun, Ng, "Rectifier nonlinearities improve neural network acoustic models",
 * ICML 2013.
 *
 * @param slope by default 0.01
 */
public record LeakyRelu(double slope) implements Layer {
    /** Slope 0.01. */
    public LeakyRelu() {
        this(0.01);
    }

    @Override
    public Tensor apply(Tensor x) {
        return x.leakyRelu(slope);
    }
}
