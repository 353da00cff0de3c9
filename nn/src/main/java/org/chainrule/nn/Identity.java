package org.chainrule.nn;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/**
 * Gain on the diagonal of a matrix, which need not be square, and 0 elsewhere: at first a layer passes its input through.
 *
 * @param gain by default 1
 */
public record Identity(double gain) implements Initializer {
    /** Gain 1. */
    public Identity() {
        this(1);
    }

    public Identity {
        Arguments.finite("gain", gain);
    }

    @Override
    public Tensor values(Shape shape, int inputs, int outputs, RandomKey key) {
        if (shape.rank() != 2) {
            throw new ShapeException("identity", "shape " + shape, "a matrix has two axes");
        }
        float[] values = new float[shape.size()];
        for (int i = 0; i < Math.min(shape.extent(0), shape.extent(1)); i++) {
            values[i * shape.extent(1) + i] = (float) gain;
        }
        return Tensor.of(values, shape);
    }
}
