package org.chainrule;

import java.util.List;
import org.chainrule.graph.CholeskyFactor;
import org.chainrule.graph.Node;
import org.chainrule.graph.QrFactor;
import org.chainrule.graph.TriangularSolve;
import org.chainrule.graph.Tuple;

/**
 * Linear algebra over the last two axes, float32 or float64; the axes before count matrices. Computed in double precision. What has no
 * answer gives infinities or NaN, never an error: a batch is not lost with one of its matrices.
 */
public sealed interface LinearAlgebra permits Tensor {
    Node node();

    /**
     * The lower triangular L with a positive diagonal and L·Lᵀ = A, where A is the mean of this matrix and its transpose. NaN everywhere if A
     * is not positive definite.
     */
    default Tensor cholesky() {
        Tensor a = Tensor.of(node());
        Solving.square("cholesky", a);
        return Tensor.of(CholeskyFactor.CHOLESKY, a.add(a.transpose()).mul(0.5));
    }

    /** Q, whose columns are orthonormal, and R, which is upper triangular. */
    record Qr(Tensor q, Tensor r) {}

    /**
     * The matrix [m, n], m ≥ n, as Q [m, n] times R [n, n]. Signs are LAPACK's; the diagonal of R may be negative. Where columns depend on
     * each other the gradient is infinite or NaN.
     */
    default Qr qr() {
        List<Node> both = Tuple.of(QrFactor.QR, List.of(node()));
        return new Qr(Tensor.of(both.get(0)), Tensor.of(both.get(1)));
    }

    /**
     * The X with T·X = B for this triangular matrix T [n, n] and B [n, k], or [n]; batch axes are broadcast.
     *
     * @param lower whether T is lower triangular; the other triangle is not read
     */
    default Tensor solveTriangular(Tensor right, boolean lower) {
        return Solving.triangular(Tensor.of(node()), right, TriangularSolve.of(lower));
    }

    /**
     * As {@link #solveTriangular(Tensor, boolean)}.
     *
     * @param transposed whether to solve Tᵀ·X = B
     * @param unit whether the diagonal counts as ones and is not read
     */
    default Tensor solveTriangular(Tensor right, boolean lower, boolean transposed, boolean unit) {
        return Solving.triangular(Tensor.of(node()), right, new TriangularSolve(lower, transposed, unit));
    }

    /**
     * The X with A·X = B for this matrix A [n, n] and B [n, k], or [n]; batch axes are broadcast. Infinite or NaN if A is singular.
     */
    default Tensor solve(Tensor right) {
        return Solving.general(Tensor.of(node()), right);
    }

    /** The inverse matrix; infinite or NaN if there is none. To solve equations {@link #solve} is faster and more accurate. */
    default Tensor inverse() {
        Tensor a = Tensor.of(node());
        Solving.square("inverse", a);
        Tensor ones = Tensor.ones(a.shape().extent(-1)).cast(a.dtype());
        return Solving.general(a, ones.diagonalMatrix());
    }

    /** The determinant; 0 if the matrix is singular, where the gradient is NaN. */
    default Tensor determinant() {
        return Solving.determinant(Tensor.of(node()));
    }

    /** Sign and logarithm of a determinant, which is {@code sign·e^log}. */
    record LogDeterminant(Tensor sign, Tensor log) {}

    /** The sign of the determinant (−1, 0 or 1) and the logarithm of its size, without overflow; 0 and −∞ if the matrix is singular. */
    default LogDeterminant logDeterminant() {
        return Solving.logDeterminant(Tensor.of(node()));
    }

    /** The sum of the diagonal. */
    default Tensor trace() {
        return Tensor.of(node()).diagonal(-2, -1).sum(-1);
    }
}
