package org.chainrule.nn.layer;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Fans;
import org.chainrule.nn.Initializer;
import org.chainrule.nn.Layer;
import org.chainrule.nn.LeCun;

/**
 * Rows of a table looked up by number: y[i …] = table[x[i …]]. The table's gradient has zeros in all rows that are not looked up, and
 * {@link org.chainrule.RowSparse#of} takes it apart without them.
 *
 * @param table [rows, width]
 */
public record Embedding(Tensor table) implements Layer {
    /** A table of N(0, 1), PyTorch's Embedding. */
    public static Embedding of(int rows, int width, RandomKey key) {
        return of(rows, width, LeCun.NORMAL, key);
    }

    /** A table from an initializer. */
    public static Embedding of(int rows, int width, Initializer initializer, RandomKey key) {
        Shape shape = Shape.of(rows, width);
        return new Embedding(
                initializer.values(shape, Fans.embedding(shape), key).evaluate());
    }

    /** int32 or int64 [batch …] to [batch …, width]. */
    @Override
    public Tensor apply(Tensor numbers) {
        return table.gather(0, numbers);
    }
}
