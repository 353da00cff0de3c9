package org.chainrule.nn.layer;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Layer;

/**
 * The rows of a table that a bag of numbers names, put together. PyTorch's EmbeddingBag, of bags of one size.
 *
 * @param table [rows, width]
 * @param mode how rows are put together
 */
public record EmbeddingBag(Tensor table, Mode mode) implements Layer {
    /** How the rows of a bag become one. */
    public enum Mode {
        SUM,
        MEAN,
        MAX
    }

    /** A table of N(0, 1). */
    public static EmbeddingBag of(int rows, int width, Mode mode, RandomKey key) {
        return new EmbeddingBag(Embedding.of(rows, width, key).table(), mode);
    }

    /** int32 or int64 [batch, numbers] to [batch, width]. */
    @Override
    public Tensor apply(Tensor bags) {
        if (bags.shape().rank() != 2 || bags.shape().extent(1) == 0) {
            throw new ShapeException("embedding bag", "of numbers " + bags.shape(), "[batch, at least one number]");
        }
        Tensor rows = table.gather(0, bags);
        return switch (mode) {
            case SUM -> rows.sum(1);
            case MEAN -> rows.mean(1);
            case MAX -> rows.max(1);
        };
    }
}
