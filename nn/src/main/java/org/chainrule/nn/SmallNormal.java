package org.chainrule.nn;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.Shape;

/** Small random values, N(0, deviation²). */
public record SmallNormal(double deviation) implements Initializer {
    public SmallNormal {
        Arguments.notNegative("deviation", deviation);
    }

    /** A standard deviation of 0.01. */
    public SmallNormal() {
        this(0.01);
    }

    @Override
    public Tensor values(Shape shape, int inputs, int outputs, RandomKey key) {
        return key.normal(shape).mul(deviation);
    }
}
