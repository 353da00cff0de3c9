package org.chainrule;

import org.chainrule.graph.DType;
import org.chainrule.graph.LuFactor;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.TriangularSolve;
import org.chainrule.graph.Tuple;

/** Systems of equations and determinants, composed of factorizations. */
final class Solving {
    private static final TriangularSolve BY_L = new TriangularSolve(true, false, true);
    private static final TriangularSolve BY_U = TriangularSolve.of(false);

    private Solving() {}

    static Tensor triangular(Tensor t, Tensor right, TriangularSolve how) {
        check("solveTriangular", t, right);
        if (right.shape().rank() == 1) {
            return triangular(t, right.unsqueeze(1), how).squeeze(-1);
        }
        Shape batch = Composed.batch(t, right);
        return Tensor.of(how, Composed.batched(t, batch), Composed.batched(right, batch));
    }

    /** A·X = B is L·(U·X) = P·B. */
    static Tensor general(Tensor a, Tensor right) {
        check("solve", a, right);
        if (right.shape().rank() == 1) {
            return general(a, right.unsqueeze(1)).squeeze(-1);
        }
        Node lu = Node.of(LuFactor.LU, a.node());
        Tensor factors = Tensor.of(Tuple.of(lu, 0));
        Tensor ordered = Tensor.of(LuFactor.permutation(lu)).matmul(right);
        return triangular(factors, triangular(factors, ordered, BY_L), BY_U);
    }

    static Tensor determinant(Tensor a) {
        square("determinant", a);
        Node lu = Node.of(LuFactor.LU, a.node());
        return diagonal(lu).product(-1).mul(parity(lu));
    }

    static LinearAlgebra.LogDeterminant logDeterminant(Tensor a) {
        square("logDeterminant", a);
        Node lu = Node.of(LuFactor.LU, a.node());
        Tensor sign = diagonal(lu).sign().product(-1).mul(parity(lu));
        return new LinearAlgebra.LogDeterminant(sign, diagonal(lu).abs().log().sum(-1));
    }

    private static Tensor diagonal(Node lu) {
        return Tensor.of(Tuple.of(lu, 0)).diagonal(-2, -1);
    }

    /** 1 if the order of the rows has an even number of inversions, −1 if an odd one. */
    private static Tensor parity(Node lu) {
        Tensor order = Tensor.of(Tuple.of(lu, 1));
        Tensor inverted = order.unsqueeze(-1).gt(order.unsqueeze(-2)).upperTriangle(1);
        Tensor odd = inverted.sum(-2, -1).and(Tensor.scalar(1, DType.INT32));
        return odd.mul(-2).add(1).cast(Tuple.of(lu, 0).dtype());
    }

    static void square(String name, Tensor a) {
        int rank = a.shape().rank();
        if (rank < 2 || a.shape().extent(-1) != a.shape().extent(-2)) {
            throw new ShapeException(name, "shape " + a.shape(), "square matrices: the last two axes are equal");
        }
    }

    private static void check(String name, Tensor a, Tensor right) {
        square(name, a);
        int rank = right.shape().rank();
        if (rank == 0 || right.shape().extent(rank == 1 ? 0 : -2) != a.shape().extent(-1)) {
            throw new ShapeException(
                    name,
                    "a matrix " + a.shape() + " and right sides " + right.shape(),
                    "[…, n, n] and […, n, k], or [n]");
        }
    }
}
