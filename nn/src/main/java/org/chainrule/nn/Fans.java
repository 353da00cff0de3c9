package org.chainrule.nn;

import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/**
 * How the weights of a layer connect its inputs to its outputs, which decides how large they are to be at first.
 *
 * @param in n_in, how many inputs each output is computed from
 * @param out n_out, how many outputs each input takes part in
 */
public record Fans(int in, int out) {
    private static final String WEIGHTS = "weights";

    public Fans {
        if (in < 0 || out < 0) {
            throw new IllegalArgumentException("fans of " + in + " inputs and " + out + " outputs: from 0 on");
        }
    }

    /**
     * Of a fully connected layer.
     *
     * @param shape [inputs, outputs]
     */
    public static Fans dense(Shape shape) {
        check(shape.rank() == 2, shape, "a dense layer's are [inputs, outputs]");
        return new Fans(shape.extent(0), shape.extent(1));
    }

    /**
     * Of a convolution: every place of a window counts. PyTorch counts the outputs of all groups, though an input takes part in those of
     * its own group only; with one group there is no difference.
     *
     * @param shape [outputs, inputs/groups, size …]
     * @param groups at least 1
     */
    public static Fans convolution(Shape shape, int groups) {
        check(
                shape.rank() >= 3 && groups >= 1 && shape.extent(0) % groups == 0,
                shape,
                "those of a convolution of " + groups + " groups are [outputs, inputs/groups, size …]");
        int places = shape.range(2, shape.rank()).size();
        return new Fans(shape.extent(1) * places, shape.extent(0) / groups * places);
    }

    /**
     * Of a transposed convolution of stride 1; of stride s an output sees only every s-th place along an axis. PyTorch takes the two
     * the other way round.
     *
     * @param shape [inputs, outputs/groups, size …]
     * @param groups at least 1
     */
    public static Fans transposedConvolution(Shape shape, int groups) {
        check(
                shape.rank() >= 3 && groups >= 1 && shape.extent(0) % groups == 0,
                shape,
                "those of a transposed convolution of " + groups + " groups are [inputs, outputs/groups, size …]");
        int places = shape.range(2, shape.rank()).size();
        return new Fans(shape.extent(0) / groups * places, shape.extent(1) * places);
    }

    /**
     * Of a table in which rows are looked up: one input, the row, to an output. {@link LeCun#NORMAL} is then N(0, 1), PyTorch's default.
     *
     * @param shape [rows, width]
     */
    public static Fans embedding(Shape shape) {
        check(shape.rank() == 2, shape, "an embedding's are [rows, width]");
        return new Fans(1, shape.extent(1));
    }

    private static void check(boolean fits, Shape shape, String expected) {
        if (!fits) {
            throw new ShapeException(WEIGHTS, "shape " + shape, expected);
        }
    }
}
