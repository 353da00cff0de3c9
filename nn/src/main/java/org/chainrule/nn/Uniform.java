package org.chainrule.nn;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.Shape;

/** U(low, high), of variance (high − low)²/12. */
public record Uniform(double low, double high) implements Initializer {
    public Uniform {
        Arguments.finite("low", low);
        Arguments.finite("high", high);
        if (low > high) {
            throw new IllegalArgumentException(
                    "uniform values from " + low + " to " + high + ": the first is the smaller");
        }
    }

    @Override
    public Tensor values(Shape shape, int inputs, int outputs, RandomKey key) {
        return key.uniform(shape, low, high);
    }
}
