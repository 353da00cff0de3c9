package org.chainrule.nn;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;

/** One number everywhere. */
public record Filled(double value) implements Initializer {
    public Filled {
        Arguments.finite("value", value);
    }

    /** Zeros. */
    public Filled() {
        this(0);
    }

    @Override
    public Tensor values(Shape shape, int inputs, int outputs, RandomKey key) {
        return Tensor.full(shape, value, DType.FLOAT32);
    }
}
