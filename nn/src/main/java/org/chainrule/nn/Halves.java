package org.chainrule.nn;

import org.chainrule.Tensor;
import org.chainrule.graph.ShapeException;

/** The two halves of a tensor along an axis. */
record Halves(Tensor first, Tensor second) {
    static Halves of(Tensor x, int axis) {
        int extent = x.shape().extent(axis);
        if (extent % 2 != 0) {
            throw new ShapeException(
                    "gated unit",
                    "axis " + axis + " of shape " + x.shape() + " has " + extent + " elements",
                    "it is cut into halves, so their number is even");
        }
        return new Halves(x.slice(axis, 0, extent / 2), x.slice(axis, extent / 2, extent));
    }
}
