package org.chainrule.nn;

import org.chainrule.Tensor;

/**
 * A gated unit with SiLU: the axis is cut into halves a and b, and the result is a·σ(a)·b. Source: Shazeer, "GLU variants
 * improve transformer", 2020.
 *
 * @param axis which is halved; by default the last
 */
public record SwiGlu(int axis) implements Layer {
    /** Over the last axis. */
    public SwiGlu() {
        this(-1);
    }

    @Override
    public Tensor apply(Tensor x) {
        Halves halves = Halves.of(x, axis);
        return Activation.SILU.apply(halves.first()).mul(halves.second());
    }
}
