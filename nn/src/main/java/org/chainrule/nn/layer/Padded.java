package org.chainrule.nn.layer;

import java.util.Arrays;
import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/**
 * Sequences of unequal lengths as one tensor, filled up behind their ends. What stands there counts for nothing: recurrent layers carry
 * their states past it, and {@link #visible} hides it from attention.
 *
 * @param values [batch, steps, …]
 * @param lengths whole numbers [batch], each from 0 to steps; what is less or more counts as that
 */
public record Padded(Tensor values, Tensor lengths) {
    public Padded {
        Shape shape = values.shape();
        if (shape.rank() < 2 || !lengths.shape().equals(Shape.of(shape.extent(0)))) {
            throw new ShapeException(
                    "padded sequences",
                    "values " + shape + " and lengths " + lengths.shape(),
                    "[batch, steps, …] and [batch]");
        }
        if (!lengths.dtype().isInteger()) {
            throw new DTypeException("padded sequences: lengths are int32 or int64, not " + lengths.dtype());
        }
    }

    /**
     * Fills with zeros up to the longest.
     *
     * @param sequences [steps, …] each, alike but for their steps
     */
    public static Padded of(List<Tensor> sequences) {
        int[] lengths = sequences.stream().mapToInt(Padded::steps).toArray();
        if (sequences.isEmpty()) {
            throw new ShapeException("padded sequences", "no sequence", "give at least one");
        }
        int steps = Arrays.stream(lengths).max().orElseThrow();
        return new Padded(
                Tensor.stack(
                        0,
                        sequences.stream()
                                .map(sequence -> sequence.pad(0, 0, steps - steps(sequence)))
                                .toList()),
                Tensor.of(lengths));
    }

    private int steps() {
        return values.shape().extent(1);
    }

    private static int steps(Tensor sequence) {
        if (sequence.shape().isScalar()) {
            throw new ShapeException("padded sequences", "a sequence of shape []", "[steps, …]");
        }
        return sequence.shape().extent(0);
    }

    /** What became of the values, step by step: other values [batch, steps, …] of the same lengths. */
    public Padded with(Tensor others) {
        Padded result = new Padded(others, lengths);
        if (steps() != result.steps()) {
            throw new ShapeException(
                    "padded sequences", "other values " + others.shape(), "[batch, " + steps() + " steps, …]");
        }
        return result;
    }

    /** Bools [batch, steps], true where there is no filling. */
    public Tensor mask() {
        return Tensor.iota(steps(), lengths.dtype()).lt(lengths.unsqueeze(1));
    }

    /** The mask for attention to these sequences, [batch, 1, 1, steps]. */
    public Tensor visible() {
        return mask().unsqueeze(1).unsqueeze(1);
    }

    /** The values, and another filling; a number of their dtype. */
    public Tensor filled(double value) {
        return alongside(mask(), values).where(values, value);
    }

    /**
     * The mean of each sequence of floating values without its filling, [batch, …]; zeros for an empty one.
     *
     * @throws DTypeException if the values are not floating
     */
    public Tensor mean() {
        requireFloating("mean");
        Tensor sum = filled(0).sum(1);
        Tensor counts = mask().cast(sum.dtype()).sum(1).maximum(1);
        return sum.div(alongside(counts, sum));
    }

    /**
     * The largest of each sequence of floating values without its filling, [batch, …]; −∞ for an empty one.
     *
     * @throws DTypeException if the values are not floating
     */
    public Tensor max() {
        requireFloating("max");
        return filled(Double.NEGATIVE_INFINITY).max(1);
    }

    private void requireFloating(String operation) {
        if (!values.dtype().isFloating()) {
            throw new DTypeException(
                    operation + " of padded sequences: the values are floating, not " + values.dtype());
        }
    }

    /** With axes of extent 1 behind its own, as many as another tensor has. */
    private static Tensor alongside(Tensor x, Tensor other) {
        int[] ones = new int[other.shape().rank() - x.shape().rank()];
        Arrays.fill(ones, 1);
        return x.reshape(x.shape().append(Shape.of(ones)));
    }
}
