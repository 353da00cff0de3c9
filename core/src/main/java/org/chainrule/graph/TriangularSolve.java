package org.chainrule.graph;

import java.util.List;
import org.chainrule.numeric.Triangular;

/**
 * The X with T·X = B, or Tᵀ·X = B: triangular T [batch …, n, n], B [batch …, n, k]. A zero on the diagonal gives infinities or NaN.
 *
 * @param lower which triangle of T is read
 * @param transposed whether the matrix of the system is Tᵀ
 * @param unit whether the diagonal counts as ones and is not read
 */
public record TriangularSolve(boolean lower, boolean transposed, boolean unit) implements Algorithm {
    /** By the matrix as it is, whose diagonal is read. */
    public static TriangularSolve of(boolean lower) {
        return new TriangularSolve(lower, false, false);
    }

    /** By the transpose of this one's matrix. */
    public TriangularSolve other() {
        return new TriangularSolve(lower, !transposed, unit);
    }

    @Override
    public String title() {
        return "solveTriangular";
    }

    @Override
    public int itemRank() {
        return 2;
    }

    @Override
    public List<Type> ofOne(List<Type> items, List<Type> whole) {
        Matrices.floating(title(), items);
        int n = Matrices.square(title(), items.getFirst(), whole.getFirst());
        if (items.get(1).shape().extent(0) != n) {
            throw new ShapeException(
                    title(),
                    "a matrix " + whole.get(0).shape() + " and right sides "
                            + whole.get(1).shape(),
                    "[…, n, n] and […, n, k]");
        }
        return List.of(items.get(1));
    }

    @Override
    public List<Data> forward(List<Data> items) {
        Type type = items.get(1).type();
        double[] x = items.get(1).toDoubles();
        int n = type.shape().extent(0);
        Triangular.solve(items.get(0).toDoubles(), x, n, type.shape().extent(1), lower, transposed, unit);
        return List.of(Data.rounded(type, x));
    }

    @Override
    public boolean differentiable(int input) {
        return true;
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        Node flow = Node.of(other(), node.input(0), upstream);
        if (input == 1) {
            return flow;
        }
        return triangle(transposed ? node.matmul(flow.transpose()) : flow.matmul(node.transpose()))
                .neg();
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        if (input == 1) {
            return Node.of(this, node.input(0), tangent);
        }
        Node moved = transposed ? triangle(tangent).transpose() : triangle(tangent);
        return Node.of(this, node.input(0), moved.matmul(node)).neg();
    }

    /** The part of a matrix that is read. */
    private Node triangle(Node x) {
        if (unit) {
            return lower
                    ? Matrices.strictlyLower(x)
                    : Matrices.strictlyLower(x.transpose()).transpose();
        }
        return lower ? Matrices.lower(x) : Matrices.upper(x);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(of(true), Domain.DOMINANT.input(3, 3), Domain.REALS.input(3, 2)),
                Sample.of(of(false).other(), Domain.DOMINANT.input(2, 2, 2), Domain.REALS.input(2, 2, 1)),
                Sample.of(new TriangularSolve(true, true, true), Domain.DOMINANT.input(3, 3), Domain.REALS.input(3, 2)),
                Sample.of(
                        new TriangularSolve(false, false, true),
                        Domain.DOMINANT.input(3, 3),
                        Domain.REALS.input(3, 2)));
    }
}
