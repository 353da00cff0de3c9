package org.chainrule.nn;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;

/**
 * Values of variance 1/n_in, for tanh and SELU. Source: LeCun, Bottou, Orr, Müller, "Efficient backprop", 1998.
 */
public enum LeCun implements Initializer {
    /** U(−a, a) with a = √(3/n_in). */
    UNIFORM {
        @Override
        public Tensor values(Shape shape, int inputs, int outputs, RandomKey key) {
            double bound = Math.sqrt(3.0 / inputs);
            return key.uniform(shape, -bound, bound);
        }
    },
    /** N(0, 1/n_in). */
    NORMAL {
        @Override
        public Tensor values(Shape shape, int inputs, int outputs, RandomKey key) {
            return key.normal(shape).mul(Math.sqrt(1.0 / inputs));
        }
    }
}
