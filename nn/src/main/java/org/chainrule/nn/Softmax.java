package org.chainrule.nn;

import org.chainrule.Tensor;

/**
 * e^xᵢ / Σ e^xⱼ over an axis: positive numbers that add up to 1. Computed from x − max x, which does not overflow.
 *
 * @param axis by default the last
 */
public record Softmax(int axis) implements Layer {
    /** Over the last axis. */
    public Softmax() {
        this(-1);
    }

    @Override
    public Tensor apply(Tensor x) {
        return x.softmax(axis);
    }
}
