package org.chainrule.nn.layer;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.graph.ShapeException;

/** An axis cut into a number of bins: bin i of m goes from ⌊i·n/m⌋ to ⌈(i + 1)·n/m⌉, so that neighbours may overlap. */
final class Bins {
    private Bins() {}

    /** Each bin put together to one element, by what removes the axis. */
    static Tensor reduced(Tensor x, int axis, int count, UnaryOperator<Tensor> reduction) {
        int extent = x.shape().extent(axis);
        if (extent == 0) {
            throw new ShapeException(
                    "adaptive pooling",
                    "axis " + axis + " of shape " + x.shape() + " is empty",
                    "a bin has at least one element");
        }
        return Tensor.stack(
                axis,
                IntStream.range(0, count)
                        .mapToObj(i -> reduction.apply(x.slice(axis, begin(i, extent, count), end(i, extent, count))))
                        .toList());
    }

    private static int begin(int bin, int extent, int count) {
        return Math.toIntExact((long) bin * extent / count);
    }

    private static int end(int bin, int extent, int count) {
        return Math.toIntExact(Math.ceilDiv((bin + 1L) * extent, count));
    }
}
