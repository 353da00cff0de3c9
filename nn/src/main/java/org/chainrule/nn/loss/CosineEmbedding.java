package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * The mean over the batch of 1 − cos for pairs that are alike (1), max(0, cos − margin) for those that are not (−1), where cos is that of
 * the angle between first and second; both lengths are at least 10⁻⁸. PyTorch's CosineEmbeddingLoss.
 *
 * @param margin the cosine from which on unlike vectors count as too near
 */
public record CosineEmbedding(double margin) {
    private static final double EPSILON = 1e-8;

    public CosineEmbedding {
        Arguments.finite("margin", margin);
    }

    /** A margin of 0. */
    public CosineEmbedding() {
        this(0);
    }

    /**
     * @param first [batch, width]
     * @param second [batch, width]
     * @param labels [batch], 1 or −1
     */
    public Tensor of(Tensor first, Tensor second, Tensor labels) {
        Pairs.labelled("cosine embedding", first, second, labels);
        Tensor cosine = unit(first).mul(unit(second)).sum(1);
        return labels.gt(0)
                .where(cosine.neg().add(1), cosine.sub(margin).relu())
                .mean();
    }

    private static Tensor unit(Tensor x) {
        Tensor length = x.norm(1);
        return x.div(x.keeping(length.gt(EPSILON).where(length, EPSILON), 1));
    }
}
