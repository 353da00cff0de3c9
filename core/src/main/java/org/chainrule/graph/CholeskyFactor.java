package org.chainrule.graph;

import java.util.List;
import org.chainrule.numeric.Cholesky;

/**
 * The lower triangular L with A = L·Lᵀ of symmetric positive definite A [batch …, n, n], of which the lower triangle is read. NaN everywhere
 * in the place of a matrix that is not positive definite. With Φ for the lower triangle with half of the diagonal, dL = L·Φ(L⁻¹·dA·L⁻ᵀ)
 * (Murray 2016, arXiv:1602.07527).
 */
public enum CholeskyFactor implements Algorithm {
    CHOLESKY;

    private static final TriangularSolve SOLVE = TriangularSolve.of(true);

    @Override
    public String title() {
        return "cholesky";
    }

    @Override
    public int itemRank() {
        return 2;
    }

    @Override
    public List<Type> ofOne(List<Type> items, List<Type> whole) {
        Matrices.floating(title(), items);
        Matrices.square(title(), items.getFirst(), whole.getFirst());
        return List.of(items.getFirst());
    }

    @Override
    public List<Data> forward(List<Data> items) {
        Type type = items.getFirst().type();
        double[] factor =
                Cholesky.factor(items.getFirst().toDoubles(), type.shape().extent(0));
        return List.of(Data.rounded(type, factor));
    }

    @Override
    public boolean differentiable(int input) {
        return true;
    }

    /** Φ is its own transpose, so what flows to the symmetric matrix is L⁻ᵀ·Φ(Lᵀ·upstream)·L⁻¹. */
    @Override
    public Node downstream(Node node, int input, Node upstream) {
        Node inner = Matrices.halfLower(node.transpose().matmul(upstream));
        Node flow = Matrices.right(SOLVE, node, Node.of(SOLVE.other(), node, inner));
        return Matrices.lower(flow).add(Matrices.strictlyLower(flow.transpose()));
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        Node symmetric =
                Matrices.lower(tangent).add(Matrices.strictlyLower(tangent).transpose());
        Node inner = Matrices.right(SOLVE.other(), node, Node.of(SOLVE, node, symmetric));
        return node.matmul(Matrices.halfLower(inner));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(CHOLESKY, Domain.DOMINANT.input(3, 3)), Sample.of(CHOLESKY, Domain.DOMINANT.input(2, 2, 2)));
    }
}
