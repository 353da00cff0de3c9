package org.chainrule.nn;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/**
 * N(0, deviation²) with zeros strewn in: of the weights of every output the same share, rounded up, is 0. Source: Martens,
 * "Deep learning via Hessian-free optimization", ICML 2010.
 *
 * @param sparsity the share of zeros, from 0 to 1
 * @param deviation of the others, by default 0.01
 */
public record SparseNormal(double sparsity, double deviation) implements Initializer {
    public SparseNormal {
        if (!(sparsity >= 0 && sparsity <= 1)) {
            throw new IllegalArgumentException("sparsity " + sparsity + ": a share, from 0 to 1");
        }
        Arguments.notNegative("deviation", deviation);
    }

    /** A standard deviation of 0.01. */
    public SparseNormal(double sparsity) {
        this(sparsity, 0.01);
    }

    /** Of [inputs, outputs]. */
    @Override
    public Tensor values(Shape shape, int inputs, int outputs, RandomKey key) {
        if (shape.rank() != 2) {
            throw new ShapeException("sparse", "shape " + shape, "a matrix has two axes");
        }
        int rows = shape.extent(0);
        int columns = shape.extent(1);
        float[] values = key.fold(0).normal(shape).mul(deviation).toFloats();
        float[] lots = key.fold(1).uniform(shape).toFloats();
        int zeros = (int) Math.ceil(sparsity * rows);
        for (int column = 0; column < columns; column++) {
            int at = column;
            IntStream.range(0, rows)
                    .map(row -> row * columns + at)
                    .boxed()
                    .sorted(Comparator.comparingDouble(place -> lots[place]))
                    .limit(zeros)
                    .forEach(place -> values[place] = 0);
        }
        return Tensor.of(values, shape);
    }
}
