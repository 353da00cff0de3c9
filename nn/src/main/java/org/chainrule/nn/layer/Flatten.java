package org.chainrule.nn.layer;

import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Layer;

/** All axes after the batch's in one. */
public record Flatten() implements Layer {
    /** [batch, …] to [batch, n]. */
    @Override
    public Tensor apply(Tensor x) {
        Shape shape = x.shape();
        return x.reshape(shape.extent(0), shape.range(1, shape.rank()).size());
    }
}
