package org.chainrule.nn;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;

/** Initial values of weights. Biases begin at zero. */
@FunctionalInterface
public interface Initializer {
    /**
     * Float32 values.
     *
     * @param inputs n_in, how many inputs each output is computed from
     * @param outputs n_out, how many outputs each input takes part in
     */
    Tensor values(Shape shape, int inputs, int outputs, RandomKey key);

    /** Float32 values for weights that connect inputs to outputs in some way. */
    default Tensor values(Shape shape, Fans fans, RandomKey key) {
        return values(shape, fans.in(), fans.out(), key);
    }
}
