package org.chainrule.nn.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;

/**
 * What queries hear from values: softmax(q·kᵀ)·v, with queries [batch, heads, steps, d], which are divided by √d already, keys and values
 * [batch, heads, others, d].
 *
 * @param causal whether a position sees only itself and those before
 * @param visible bool, broadcasts to [batch, heads, steps, others]; true where a position may be seen
 */
record ScaledDotProduct(boolean causal, Optional<Tensor> visible) {
    /** So many scores of a head, steps × others, are still made whole. */
    static final long WHOLE = 512L * 512;

    /** How many queries are answered at once. */
    static final int BLOCK = 128;

    /**
     * Queries of causal attention are answered in so many parts at most, each by the keys up to its last query: little of what lies above
     * the diagonal is computed.
     */
    private static final int PARTS = 4;

    /** A part has as many queries at least. */
    private static final int LEAST = 32;

    /** Parts begin at multiples of it, so the rows of their scores fill vectors. */
    private static final int ALIGNED = 16;

    /** [batch, heads, steps, d]; the scores are made whole, or in blocks where they are many. */
    Tensor of(Tensor queries, Tensor keys, Tensor values) {
        int steps = queries.shape().extent(2);
        return (long) steps * keys.shape().extent(2) > WHOLE && steps > BLOCK
                ? new AttentionBlocks(this, BLOCK).of(queries, keys, values)
                : whole(queries, keys, values);
    }

    /** With all scores at once. */
    Tensor whole(Tensor queries, Tensor keys, Tensor values) {
        int steps = queries.shape().extent(2);
        int parts = causal ? Math.clamp(steps / LEAST, 1, PARTS) : 1;
        if (parts == 1) {
            return part(queries, keys, values, 0, steps);
        }
        int size = Math.ceilDiv(Math.ceilDiv(steps, parts), ALIGNED) * ALIGNED;
        List<Tensor> heard = new ArrayList<>();
        // the last first: its gradients by keys and values come last then, and to these all others are added on the way
        for (int from = (steps - 1) / size * size; from >= 0; from -= size) {
            heard.add(turned(part(queries, keys, values, from, Math.min(from + size, steps))));
        }
        return turned(Tensor.concat(1, heard.reversed()));
    }

    /** What the queries from one on hear. */
    private Tensor part(Tensor queries, Tensor keys, Tensor values, int from, int to) {
        int reach = reach(to, keys);
        ScaledDotProduct near = near(reach);
        Optional<Tensor> mask = near.visible.map(all -> isAlong(all, -2) ? all.slice(-2, from, to) : all);
        return heard(
                steps(queries, from, to),
                steps(keys, 0, reach),
                steps(values, 0, reach),
                new ScaledDotProduct(causal, mask).seen(queries.indicesAlong(2).slice(0, from, to), reach),
                hearsSomething());
    }

    /** How many of the keys queries before one may see. */
    int reach(int to, Tensor keys) {
        int others = keys.shape().extent(2);
        return causal ? Math.min(to, others) : others;
    }

    /** The same of the first keys alone. */
    ScaledDotProduct near(int reach) {
        return new ScaledDotProduct(causal, visible.map(mask -> isAlong(mask, -1) ? mask.slice(-1, 0, reach) : mask));
    }

    /** Whether a mask differs along an axis, counted from the last. */
    static boolean isAlong(Tensor mask, int axis) {
        return mask.shape().rank() >= -axis && mask.shape().extent(axis) > 1;
    }

    /** Some of the steps: taken as they lie before heads part, so what is read and written keeps that order. */
    private static Tensor steps(Tensor x, int from, int to) {
        return turned(turned(x).slice(1, from, to));
    }

    /** [batch, heads, steps, d] to [batch, steps, heads, d], and back. */
    private static Tensor turned(Tensor x) {
        return x.permute(0, 2, 1, 3);
    }

    /** Whether each query sees something, at least the first position. */
    boolean hearsSomething() {
        return visible.isEmpty();
    }

    /** What queries at these positions, [steps, 1], may see of so many others. */
    Optional<Tensor> seen(Tensor positions, int others) {
        if (!causal) {
            return visible;
        }
        Tensor past = positions.ge(Tensor.iota(others, DType.INT32));
        return Optional.of(visible.map(past::and).orElse(past));
    }

    /**
     * What queries hear; zeros where nothing is seen.
     *
     * @param something whether each query sees something
     */
    static Tensor heard(Tensor queries, Tensor keys, Tensor values, Optional<Tensor> seen, boolean something) {
        return WeightedSums.of(queries, keys.transpose(), values, seen, something)
                .mean();
    }
}
