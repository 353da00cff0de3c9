package org.chainrule.nn;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/**
 * A random matrix with orthonormal rows or columns, whichever are fewer, so that signals keep their length. Axes after the
 * first count as columns. Source: Saxe, McClelland, Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep
 * linear neural networks", ICLR 2014.
 *
 * @param gain what the matrix is multiplied by, by default 1
 */
public record Orthogonal(double gain) implements Initializer {
    /** Gain 1. */
    public Orthogonal() {
        this(1);
    }

    public Orthogonal {
        Arguments.finite("gain", gain);
    }

    @Override
    public Tensor values(Shape shape, int inputs, int outputs, RandomKey key) {
        if (shape.rank() < 2) {
            throw new ShapeException("orthogonal", "shape " + shape, "a matrix has two axes or more");
        }
        int rows = shape.extent(0);
        int columns = rows == 0 ? 0 : shape.size() / rows;
        int count = Math.min(rows, columns);
        int length = Math.max(rows, columns);
        float[] normal = key.normal(Shape.of(count, length)).toFloats();
        double[][] basis = new double[count][length];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < length; k++) {
                basis[i][k] = normal[i * length + k];
            }
            orthonormalize(basis, i);
        }
        float[] values = new float[count * length];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < length; k++) {
                values[rows <= columns ? i * length + k : k * count + i] = (float) (gain * basis[i][k]);
            }
        }
        return Tensor.of(values, shape);
    }

    /** Gram and Schmidt's step for vector i, twice: once leaves the rounding errors of nearly parallel vectors. */
    private static void orthonormalize(double[][] basis, int i) {
        for (int pass = 0; pass < 2; pass++) {
            for (int j = 0; j < i; j++) {
                double shadow = dot(basis[i], basis[j]);
                for (int k = 0; k < basis[i].length; k++) {
                    basis[i][k] -= shadow * basis[j][k];
                }
            }
        }
        double length = Math.sqrt(dot(basis[i], basis[i]));
        for (int k = 0; k < basis[i].length; k++) {
            basis[i][k] /= length;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
