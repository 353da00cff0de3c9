package org.chainrule.graph;

import java.util.List;

/** What the rules of factorizations say about matrices, which are the last two axes of a node. */
final class Matrices {
    private Matrices() {}

    /** Zeros above the diagonal. */
    static Node lower(Node x) {
        return below(x, 0).select(x, x.zero());
    }

    /** Zeros on the diagonal and above it. */
    static Node strictlyLower(Node x) {
        return below(x, -1).select(x, x.zero());
    }

    /** Zeros below the diagonal. */
    static Node upper(Node x) {
        return below(x, -1).select(x.zero(), x);
    }

    /** Zeros above the diagonal, and half of the diagonal: Φ(X) + Φ(X)ᵀ = X for a symmetric X. */
    static Node halfLower(Node x) {
        return lower(x).add(strictlyLower(x)).mul(x.constant(0.5));
    }

    /** Where column − row is at most {@code offset}. */
    private static Node below(Node x, int offset) {
        Shape shape = x.shape();
        int rank = shape.rank();
        Node rows = index(shape.extent(-2), shape, Axes.range(0, rank - 2), rank - 1);
        Node columns = index(shape.extent(-1), shape, Axes.range(0, rank - 2), rank - 2);
        return columns.lessEqual(rows.add(rows.constant(offset)));
    }

    private static Node index(int extent, Shape shape, Axes batch, int last) {
        int[] added = java.util.Arrays.copyOf(batch.toArray(), batch.count() + 1);
        added[batch.count()] = last;
        return Node.of(new Leaf.Iota(extent, DType.INT32)).broadcast(shape, Axes.of(added));
    }

    /** {@code X·T⁻¹}, as T⁻ᵀ·Xᵀ is its transpose. */
    static Node right(TriangularSolve solve, Node triangle, Node x) {
        return Node.of(solve.other(), triangle, x.transpose()).transpose();
    }

    /** One floating dtype for all inputs. */
    static void floating(String name, List<Type> inputs) {
        for (Type input : inputs) {
            Accepts.FLOATING.check(name, inputs.getFirst().dtype(), input.dtype());
        }
    }

    /** The extent of square matrices. */
    static int square(String name, Type item, Type whole) {
        int rows = item.shape().extent(0);
        if (rows != item.shape().extent(1)) {
            throw new ShapeException(
                    name,
                    "matrices of " + rows + " rows and " + item.shape().extent(1) + " columns, in shape "
                            + whole.shape(),
                    "the last two axes are equal");
        }
        return rows;
    }
}
