package org.chainrule.nn;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.Shape;

/**
 * Values of variance gain²/n, which keeps the size of signals through rectifiers: gain² = 2/(1 + slope²). Source: He, Zhang,
 * Ren, Sun, "Delving deep into rectifiers", ICCV 2015.
 *
 * @param distribution normal, or uniform of the same variance
 * @param fan whether n is n_in, for signals to keep their size, or n_out, for gradients to
 * @param slope of the rectifier below 0: 0 for ReLU, 1 for none
 */
public record Kaiming(Distribution distribution, Fan fan, double slope) implements Initializer {
    /** The form of the distribution. */
    public enum Distribution {
        UNIFORM,
        NORMAL
    }

    /** Which connections count. */
    public enum Fan {
        IN,
        OUT
    }

    /** N(0, 2/n_in), for ReLU. */
    public static final Kaiming NORMAL = new Kaiming(Distribution.NORMAL, Fan.IN, 0);

    /** U(−√(6/n_in), √(6/n_in)), for ReLU. */
    public static final Kaiming UNIFORM = new Kaiming(Distribution.UNIFORM, Fan.IN, 0);

    public Kaiming {
        Arguments.finite("slope", slope);
    }

    @Override
    public Tensor values(Shape shape, int inputs, int outputs, RandomKey key) {
        int connections = fan == Fan.IN ? inputs : outputs;
        double deviation = Math.sqrt(2 / (1 + slope * slope) / connections);
        return switch (distribution) {
            case NORMAL -> key.normal(shape).mul(deviation);
            case UNIFORM -> key.uniform(shape, -Math.sqrt(3) * deviation, Math.sqrt(3) * deviation);
        };
    }
}
