package org.chainrule.graph;

import java.util.List;
import org.chainrule.numeric.Lu;

/**
 * Gauss's elimination with partial pivoting, P·A = L·U, of A [batch …, n, n]. The first result [batch …, n, n] holds U in the upper
 * triangle and L, whose diagonal is ones, below it; the second, int32 [batch …, n], which row of A stands in each row of L·U. Of a
 * singular matrix U has a zero on its diagonal. With M = L⁻¹·P·dA·U⁻¹, dL = L·(M below the diagonal) and dU = (the rest of M)·U.
 */
public enum LuFactor implements Algorithm {
    LU;

    private static final TriangularSolve BY_L = new TriangularSolve(true, false, true);
    private static final TriangularSolve BY_U = TriangularSolve.of(false);

    @Override
    public String title() {
        return "lu";
    }

    @Override
    public int itemRank() {
        return 2;
    }

    @Override
    public List<Type> ofOne(List<Type> items, List<Type> whole) {
        Matrices.floating(title(), items);
        int n = Matrices.square(title(), items.getFirst(), whole.getFirst());
        return List.of(items.getFirst(), new Type(Shape.of(n), DType.INT32));
    }

    @Override
    public List<Data> forward(List<Data> items) {
        Type type = items.getFirst().type();
        int n = type.shape().extent(0);
        Lu lu = Lu.factor(items.getFirst().toDoubles(), n);
        return List.of(Data.rounded(type, lu.packed()), new Data(new Type(Shape.of(n), DType.INT32), lu.order()));
    }

    @Override
    public boolean differentiable(int input) {
        return true;
    }

    /** P, of ones and zeros: row i has its one where the row of A that stands in row i stood. */
    public static Node permutation(Node several) {
        Node order = Tuple.of(several, 1);
        int n = order.shape().extent(-1);
        Shape shape = order.shape().append(Shape.of(n));
        int rank = shape.rank();
        Node rows = order.broadcast(shape, Axes.of(rank - 1));
        Node numbers = Node.of(new Leaf.Iota(n, DType.INT32)).broadcast(shape, Axes.range(0, rank - 1));
        return rows.equal(numbers).cast(Tuple.of(several, 0).dtype());
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        Node factors = Tuple.of(node, 0);
        Node flow = Bundle.get(upstream, 0).orElseGet(factors::zero);
        Node byL = Matrices.strictlyLower(flow).add(transposedL(factors, Matrices.strictlyLower(flow)));
        Node byU = Matrices.upper(flow).matmul(Matrices.upper(factors).transpose());
        Node inner = Matrices.strictlyLower(byL).add(Matrices.upper(byU));
        Node moved = Matrices.right(BY_U.other(), factors, Node.of(BY_L.other(), factors, inner));
        return permutation(node).transpose().matmul(moved);
    }

    /** (Lᵀ − 1)·X. */
    private static Node transposedL(Node factors, Node x) {
        return Matrices.strictlyLower(factors).transpose().matmul(x);
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        Node factors = Tuple.of(node, 0);
        Node moved = permutation(node).matmul(tangent);
        Node inner = Matrices.right(BY_U, factors, Node.of(BY_L, factors, moved));
        Node below = Matrices.strictlyLower(inner);
        Node dL = below.add(Matrices.strictlyLower(factors).matmul(below));
        Node dU = Matrices.upper(inner).matmul(Matrices.upper(factors));
        return Bundle.of(0, dL.add(dU));
    }

    static List<Sample> samples() {
        return List.of(Sample.of(LU, Domain.DOMINANT.input(3, 3)), Sample.of(LU, Domain.SWAPPED.input(2, 3, 3)));
    }
}
