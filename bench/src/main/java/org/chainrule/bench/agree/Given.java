package org.chainrule.bench.agree;

import java.util.List;
import java.util.SplittableRandom;

/**
 * An input of an operation.
 *
 * @param limit of {@link Domain#BELOW}
 * @param seed of its elements
 */
public record Given(List<Integer> shape, Domain domain, int limit, long seed) {
    public Given {
        shape = List.copyOf(shape);
    }

    public Domain.Kind kind() {
        return domain.kind();
    }

    /** In row-major order, the same in every engine. */
    public double[] elements() {
        SplittableRandom random = new SplittableRandom(seed);
        double[] elements = new double[size(shape)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = domain.draw(random, limit);
        }
        if (domain == Domain.DOMINANT) {
            int extent = shape.getLast();
            for (int i = 0; i < elements.length / Math.max(1, extent); i++) {
                elements[i * extent + i % extent] += 3;
            }
        }
        return elements;
    }

    static int size(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
