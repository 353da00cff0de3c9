package org.chainrule.nn.layer;

import java.util.Optional;
import org.chainrule.Tensor;

/**
 * The values weighted by exp(q·kᵀ), and the sum of these weights. Their quotient is softmax(q·kᵀ)·v; as the few sums are divided, not the
 * many weights, one matrix of weights is stored and its gradient needs no sum over its rows.
 *
 * @param values [batch, heads, steps, d]
 * @param weights [batch, heads, steps, 1]; 1 where nothing is seen
 */
record WeightedSums(Tensor values, Tensor weights) {
    /**
     * Of all values.
     *
     * @param queries [batch, heads, steps, d]
     * @param turnedKeys [batch, heads, d, others]
     * @param values [batch, heads, others, d]
     * @param seen bool, broadcasts to [batch, heads, steps, others]
     * @param something whether each query sees something
     */
    static WeightedSums of(Tensor queries, Tensor turnedKeys, Tensor values, Optional<Tensor> seen, boolean something) {
        Tensor all = queries.matmul(turnedKeys);
        // a number instead of −∞, of which the weights would be NaN where nothing is seen
        Tensor scores = seen.map(mask -> mask.where(all, -1e30)).orElse(all);
        Tensor powers = scores.sub(scores.max(-1).stopGradient().unsqueeze(-1)).exp();
        Tensor weights = something
                ? powers // those of what is not seen are 0
                : seen.map(mask -> mask.where(powers, 0)).orElse(powers);
        Tensor sum = weights.sum(-1).unsqueeze(-1);
        return new WeightedSums(
                weights.matmul(values), something ? sum : sum.ne(0).where(sum, 1));
    }

    /** The values' mean by the weights, [batch, heads, steps, d]; zeros where nothing is seen. */
    Tensor mean() {
        return values.mul(weights.reciprocal());
    }
}
