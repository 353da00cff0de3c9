package org.chainrule.nn;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;

/**
 * Values of variance 2/(n_in + n_out), which keeps the size of signals and of gradients from layer to layer. Source: Glorot,
 * Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010.
 */
public enum Xavier implements Initializer {
    /** U(−a, a) with a = √(6/(n_in + n_out)). */
    UNIFORM {
        @Override
        public Tensor values(Shape shape, int inputs, int outputs, RandomKey key) {
            double bound = Math.sqrt(6.0 / (inputs + outputs));
            return key.uniform(shape, -bound, bound);
        }
    },
    /** N(0, 2/(n_in + n_out)). */
    NORMAL {
        @Override
        public Tensor values(Shape shape, int inputs, int outputs, RandomKey key) {
            return key.normal(shape).mul(Math.sqrt(2.0 / (inputs + outputs)));
        }
    }
}
