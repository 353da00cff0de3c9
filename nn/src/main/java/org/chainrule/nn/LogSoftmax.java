package org.chainrule.nn;

import org.chainrule.Tensor;

/**
 * xᵢ − ln Σ e^xⱼ over an axis: the logarithm of {@link Softmax}, right also where that is 0.
 *
 * @param axis by default the last
 */
public record LogSoftmax(int axis) implements Layer {
    /** Over the last axis. */
    public LogSoftmax() {
        this(-1);
    }

    @Override
    public Tensor apply(Tensor x) {
        return x.logSoftmax(axis);
    }
}
