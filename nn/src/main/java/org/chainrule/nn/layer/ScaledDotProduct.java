package org.chainrule.nn.layer;

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

    /** [batch, heads, steps, d]; the scores are made whole, or in blocks where they are many. */
    Tensor of(Tensor queries, Tensor keys, Tensor values) {
        int steps = queries.shape().extent(2);
        return (long) steps * keys.shape().extent(2) > WHOLE && steps > BLOCK
                ? new AttentionBlocks(this, BLOCK).of(queries, keys, values)
                : whole(queries, keys, values);
    }

    /** With all scores at once. */
    Tensor whole(Tensor queries, Tensor keys, Tensor values) {
        return heard(
                queries,
                keys,
                values,
                seen(queries.indicesAlong(2), keys.shape().extent(2)),
                hearsSomething());
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
