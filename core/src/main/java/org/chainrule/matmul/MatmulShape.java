package org.chainrule.matmul;

import java.util.List;
import java.util.function.ToIntFunction;
import org.chainrule.graph.DType;

/**
 * What a batched matrix product C = A·B is about: sizes, and how the operands lie in their arrays. Strides are in elements; those
 * of A and B may be of any sign, or 0 to repeat an operand.
 *
 * @param rows m, the rows of A and C
 * @param columns n, the columns of B and C
 * @param depth k, the columns of A and rows of B
 * @param aRow from a row of A to the next
 * @param aDepth from a column of A to the next
 * @param bDepth from a row of B to the next
 * @param bColumn from a column of B to the next
 * @param cRow from a row of C to the next; columns of C stand side by side
 * @param batch the axes over which the product is repeated, outermost first
 */
public record MatmulShape(
        DType type,
        int rows,
        int columns,
        int depth,
        int aRow,
        int aDepth,
        int bDepth,
        int bColumn,
        int cRow,
        List<Axis> batch) {
    /** A batch axis: how often, and the stride in each operand. */
    public record Axis(int extent, int a, int b, int c) {}

    public MatmulShape {
        batch = List.copyOf(batch);
        if (rows < 0 || columns < 0 || depth < 0) {
            throw new IllegalArgumentException("matmul %d×%d×%d: a size is negative".formatted(rows, depth, columns));
        }
    }

    /** The product of two matrices that lie row by row without gaps. */
    public static MatmulShape of(DType type, int rows, int columns, int depth) {
        return new MatmulShape(type, rows, columns, depth, depth, 1, columns, 1, columns, List.of());
    }

    /** How many products, 1 without batch axes. */
    public int items() {
        int items = 1;
        for (Axis axis : batch) {
            items = Math.multiplyExact(items, axis.extent());
        }
        return items;
    }

    /** Where in A a product of the batch begins, row-major over the batch's axes. */
    int aItem(int item) {
        return begin(item, Axis::a);
    }

    /** Where in B. */
    int bItem(int item) {
        return begin(item, Axis::b);
    }

    /** Where in C. */
    int cItem(int item) {
        return begin(item, Axis::c);
    }

    private int begin(int item, ToIntFunction<Axis> stride) {
        int begin = 0;
        int rest = item;
        for (int i = batch.size() - 1; i >= 0; i--) {
            Axis axis = batch.get(i);
            begin += rest % axis.extent() * stride.applyAsInt(axis);
            rest /= axis.extent();
        }
        return begin;
    }

    /** The multiplications and additions of one product. */
    public long operations() {
        return 2L * rows * columns * depth;
    }
}
