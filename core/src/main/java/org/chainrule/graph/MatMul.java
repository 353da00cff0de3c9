package org.chainrule.graph;

import java.util.List;

/** The product of matrices, [batch …, m, k] · [batch …, k, n]. Transposes are permutations, which cost nothing. */
public enum MatMul implements Op {
    MATMUL;

    @Override
    public Type infer(List<Type> inputs) {
        Shape left = inputs.get(0).shape();
        Shape right = inputs.get(1).shape();
        Accepts.NUMERIC.check("matmul", inputs.get(0).dtype(), inputs.get(1).dtype());
        int batch = left.rank() - 2;
        if (batch < 0
                || right.rank() != left.rank()
                || !left.range(0, batch).equals(right.range(0, batch))
                || left.extent(-1) != right.extent(-2)) {
            throw new ShapeException(
                    "matmul",
                    left + " by " + right,
                    "[…, m, k] by […, k, n]: the last axis of the left and the last but one of the right are equal");
        }
        return new Type(left.with(-1, right.extent(-1)), inputs.getFirst().dtype());
    }

    @Override
    public boolean differentiable(int input) {
        return true;
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        return input == 0
                ? upstream.matmul(node.input(1).transpose())
                : node.input(0).transpose().matmul(upstream);
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        return input == 0 ? tangent.matmul(node.input(1)) : node.input(0).matmul(tangent);
    }

    @Override
    public Node batched(Node node, List<Batch> inputs, int count) {
        Batch left = inputs.get(0);
        Batch right = inputs.get(1);
        if (!right.perExample() && right.node().shape().rank() == 2) {
            // one matrix for all: the rows of all examples are rows of one product
            Shape rows =
                    Shape.of(count * node.shape().extent(0), left.node().shape().extent(-1));
            return left.node()
                    .reshape(rows)
                    .matmul(right.node())
                    .reshape(Shape.of(count).append(node.shape()));
        }
        if (!left.perExample() && left.node().shape().rank() == 2) {
            // likewise the columns of all examples: [m, k] · [k, examples, n]
            Node columns = right.node().moved(0, 1);
            Shape wide =
                    Shape.of(columns.shape().extent(0), count * node.shape().extent(1));
            Shape apart = Shape.of(node.shape().extent(0), count, node.shape().extent(1));
            return left.node().matmul(columns.reshape(wide)).reshape(apart).moved(1, 0);
        }
        return left.each(count).matmul(right.each(count));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(MATMUL, Domain.REALS.input(3, 2), Domain.REALS.input(2, 4)),
                Sample.of(MATMUL, Domain.REALS.input(2, 2, 3), Domain.REALS.input(2, 3, 2)));
    }
}
