package org.chainrule.nn;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.Shape;

/**
 * N(0, deviation²) without its tails: nothing beyond ± bound · deviation, so the variance is smaller than deviation² (0.774 of
 * it for a bound of 2).
 *
 * @param bound in deviations, by default 2
 */
public record TruncatedNormal(double deviation, double bound) implements Initializer {
    public TruncatedNormal {
        Arguments.notNegative("deviation", deviation);
        Arguments.positive("bound", bound);
    }

    /** A standard deviation of 0.02, cut at two of them. */
    public TruncatedNormal() {
        this(0.02, 2);
    }

    @Override
    public Tensor values(Shape shape, int inputs, int outputs, RandomKey key) {
        return key.truncatedNormal(shape, bound).mul(deviation);
    }
}
