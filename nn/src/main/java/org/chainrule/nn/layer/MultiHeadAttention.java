package org.chainrule.nn.layer;

import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Layer;

/**
 * Attention of several heads side by side: softmax(q·kᵀ/√d)·v of each, d = width/heads. PyTorch's MultiheadAttention with the batch
 * first. Source: Vaswani and others, "Attention is all you need", NeurIPS 2017.
 *
 * @param query [width, width], the heads side by side
 * @param key likewise
 * @param value likewise
 * @param output [width, width], of all heads
 * @param heads divide the width
 * @param causal whether a position sees only itself and those before
 * @param rotary turns queries and keys by their positions, if there is one
 */
public record MultiHeadAttention(
        Dense query, Dense key, Dense value, Dense output, int heads, boolean causal, Optional<Rotary> rotary)
        implements Layer {
    public MultiHeadAttention {
        int width = query.weight().shape().extent(1);
        if (heads < 1 || width % heads != 0) {
            throw new ShapeException(
                    "multi-head attention", heads + " heads of width " + width, "the heads divide the width");
        }
    }

    /** Projections with Xavier's uniform weights and zero biases; not causal. */
    public static MultiHeadAttention of(int width, int heads, RandomKey key) {
        return new MultiHeadAttention(
                Dense.of(width, width, key.fold(0)),
                Dense.of(width, width, key.fold(1)),
                Dense.of(width, width, key.fold(2)),
                Dense.of(width, width, key.fold(3)),
                heads,
                false,
                Optional.empty());
    }

    /** The same, in which a position sees only itself and those before. */
    public MultiHeadAttention asCausal() {
        return new MultiHeadAttention(query, key, value, output, heads, true, rotary);
    }

    /** The same with positions as rotations. */
    public MultiHeadAttention with(Rotary positions) {
        return new MultiHeadAttention(query, key, value, output, heads, causal, Optional.of(positions));
    }

    /** Of a sequence by itself: [batch, steps, width], which stays. */
    @Override
    public Tensor apply(Tensor x) {
        return apply(x, x, Optional.empty());
    }

    /** Of a sequence by another: [batch, steps, width] and [batch, others, width] to [batch, steps, width]. */
    public Tensor apply(Tensor x, Tensor memory) {
        return apply(x, memory, Optional.empty());
    }

    /**
     * Of a sequence by another, where not all may be seen. What sees nothing gets zeros from the heads, and so the output's bias.
     *
     * @param x [batch, steps, width]
     * @param memory [batch, others, width]
     * @param visible bool, broadcasts to [batch, heads, steps, others]; true where a position may be seen (PyTorch's boolean masks of
     *     this layer mean the contrary)
     * @throws ShapeException if the shapes do not fit, the mask's included
     * @throws DTypeException if the mask is not of truth values
     */
    public Tensor apply(Tensor x, Tensor memory, Optional<Tensor> visible) {
        if (x.shape().rank() != 3 || memory.shape().rank() != 3) {
            throw new ShapeException(
                    "multi-head attention",
                    x.shape() + " by " + memory.shape(),
                    "[batch, steps, width] by [batch, others, width]");
        }
        Shape scores = Shape.of(
                x.shape().extent(0), heads, x.shape().extent(1), memory.shape().extent(1));
        visible.ifPresent(mask -> check(mask, scores));
        Tensor queries = turned(split(scaled(query.apply(x))));
        Tensor keys = turned(split(key.apply(memory)));
        Tensor values = split(value.apply(memory));
        return output.apply(merged(new ScaledDotProduct(causal, visible).of(queries, keys, values)));
    }

    private static void check(Tensor mask, Shape scores) {
        if (mask.dtype() != DType.BOOL) {
            throw new DTypeException(
                    "multi-head attention: a mask of " + mask.node().type()
                            + " (a mask is bool, true where a position may be seen; mask.ne(0) makes one of numbers)");
        }
        Shape shape = mask.shape();
        boolean fits = shape.rank() <= scores.rank()
                && IntStream.rangeClosed(1, shape.rank())
                        .allMatch(axis -> shape.extent(-axis) == 1 || shape.extent(-axis) == scores.extent(-axis));
        if (!fits) {
            throw new ShapeException(
                    "multi-head attention",
                    "the mask " + shape + " for scores " + scores,
                    "a mask broadcasts to the scores, [batch, heads, steps, others]");
        }
    }

    /**
     * What causal attention keeps of the positions so far, for the next ones to see.
     *
     * @param keys turned already, [batch, heads, reach, width/heads]
     * @param values of the same shape
     */
    public record Memory(Tensor keys, Tensor values) {}

    /** Room for so many positions. */
    public Memory memory(int batch, int reach) {
        int width = key.weight().shape().extent(1);
        Tensor empty = Tensor.full(
                Shape.of(batch, heads, reach, width / heads), 0, key.weight().dtype());
        return new Memory(empty, empty);
    }

    /**
     * The memory with one position more.
     *
     * @param x what stands there, [batch, 1, width]
     * @param position its number, from 0 on, a whole number []
     */
    public Memory remembering(Tensor x, Memory before, Tensor position) {
        Tensor here = before.keys.indicesAlong(2).eq(position);
        return new Memory(
                here.where(turned(split(key.apply(x)), position), before.keys),
                here.where(split(value.apply(x)), before.values));
    }

    /** Of one position by itself and those before, which are remembered: [batch, 1, width], which stays. */
    public Tensor apply(Tensor x, Memory memory, Tensor position) {
        Tensor past = Tensor.iota(memory.keys.shape().extent(2), DType.INT32).le(position);
        Tensor queries = turned(split(scaled(query.apply(x))), position);
        return output.apply(
                merged(ScaledDotProduct.heard(queries, memory.keys, memory.values, Optional.of(past), true)));
    }

    /** Queries divided by √d, before the heads part, where it is one pass with the bias. */
    private Tensor scaled(Tensor queries) {
        return queries.mul(1 / Math.sqrt(queries.shape().extent(-1) / heads));
    }

    /** [batch, steps, width] to [batch, heads, steps, width/heads]. */
    private Tensor split(Tensor x) {
        Shape shape = x.shape();
        return x.reshape(shape.extent(0), shape.extent(1), heads, shape.extent(2) / heads)
                .permute(0, 2, 1, 3);
    }

    /** And back. */
    private static Tensor merged(Tensor heard) {
        Shape shape = heard.shape();
        return heard.permute(0, 2, 1, 3).reshape(shape.extent(0), shape.extent(2), shape.extent(1) * shape.extent(3));
    }

    private Tensor turned(Tensor x) {
        return rotary.map(positions -> positions.apply(x)).orElse(x);
    }

    private Tensor turned(Tensor x, Tensor position) {
        return rotary.map(positions -> positions.apply(x, position.reshape(1))).orElse(x);
    }
}
