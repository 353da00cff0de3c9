package org.chainrule.graph;

import java.util.List;
import java.util.Map;
import org.chainrule.numeric.Qr;

/**
 * A = Q·R of A [batch …, m, n], m ≥ n, by Householder's reflections. The results are Q [batch …, m, n], whose columns are orthonormal, and
 * R [batch …, n, n], which is upper triangular. Where columns of A depend on each other, derivatives are infinite or NaN. With
 * W = Qᵀ·dA·R⁻¹ and Y its upper triangle plus the transpose of what is below, dR = Y·R and dQ = dA·R⁻¹ − Q·Y.
 */
public enum QrFactor implements Algorithm {
    QR;

    private static final TriangularSolve BY_R = TriangularSolve.of(false);

    @Override
    public String title() {
        return "qr";
    }

    @Override
    public int itemRank() {
        return 2;
    }

    @Override
    public List<Type> ofOne(List<Type> items, List<Type> whole) {
        Matrices.floating(title(), items);
        int m = items.getFirst().shape().extent(0);
        int n = items.getFirst().shape().extent(1);
        if (m < n) {
            throw new ShapeException(
                    title(),
                    "matrices of " + m + " rows and " + n + " columns, in shape "
                            + whole.getFirst().shape(),
                    "as many rows as columns, or more");
        }
        return List.of(
                items.getFirst(), new Type(Shape.of(n, n), items.getFirst().dtype()));
    }

    @Override
    public List<Data> forward(List<Data> items) {
        Type type = items.getFirst().type();
        int m = type.shape().extent(0);
        int n = type.shape().extent(1);
        Qr qr = Qr.factor(items.getFirst().toDoubles(), m, n);
        Type square = new Type(Shape.of(n, n), type.dtype());
        return List.of(Data.rounded(type, qr.q()), Data.rounded(square, qr.r()));
    }

    @Override
    public boolean differentiable(int input) {
        return true;
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        Node q = Tuple.of(node, 0);
        Node r = Tuple.of(node, 1);
        Node byQ = Bundle.get(upstream, 0).orElseGet(q::zero);
        Node byR = Bundle.get(upstream, 1).orElseGet(r::zero);
        Node byY = byR.matmul(r.transpose()).sub(q.transpose().matmul(byQ));
        Node byW = Matrices.upper(byY).add(Matrices.strictlyLower(byY.transpose()));
        return Matrices.right(BY_R.other(), r, byQ.add(q.matmul(byW)));
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        Node q = Tuple.of(node, 0);
        Node r = Tuple.of(node, 1);
        Node moved = Matrices.right(BY_R, r, tangent);
        Node w = q.transpose().matmul(moved);
        Node y = Matrices.upper(w).add(Matrices.strictlyLower(w).transpose());
        return Bundle.of(Map.of(0, moved.sub(q.matmul(y)), 1, y.matmul(r)));
    }

    static List<Sample> samples() {
        return List.of(Sample.of(QR, Domain.DOMINANT.input(3, 3)), Sample.of(QR, Domain.DOMINANT.input(2, 4, 2)));
    }
}
