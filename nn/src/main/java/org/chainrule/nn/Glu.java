package org.chainrule.nn;

import org.chainrule.Tensor;

/**
 * Gated linear unit: the axis is cut into halves a and b, and the result is a·σ(b). Source: Dauphin, Fan, Auli, Grangier,
 * "Language modeling with gated convolutional networks", ICML 2017.
 *
 * @param axis which is halved; by default the last
 */
public record Glu(int axis) implements Layer {
    /** Over the last axis. */
    public Glu() {
        this(-1);
    }

    @Override
    public Tensor apply(Tensor x) {
        Halves halves = Halves.of(x, axis);
        return halves.first().mul(halves.second().logistic());
    }
}
