package org.chainrule.graph;

import java.util.List;

/**
 * Slices added into zeros along an axis, each at its index, in order: updates [before …, i …, after …] and indices [i …]
 * give [before …, extent, after …]. The transpose of {@link Gather}. An index out of range is an error when it runs.
 */
public record ScatterAdd(int axis, int extent) implements Op {
    @Override
    public Type infer(List<Type> inputs) {
        Type updates = inputs.get(0);
        Type indices = inputs.get(1);
        Accepts.NUMERIC.check("scatter-add", updates.dtype());
        Accepts.INTEGERS.check("indices of scatter-add", indices.dtype());
        int after = axis + indices.shape().rank();
        int rank = updates.shape().rank();
        if (after > rank || !updates.shape().range(axis, after).equals(indices.shape())) {
            throw new ShapeException(
                    "scatter-add",
                    "updates " + updates.shape() + " at indices " + indices.shape() + " along axis " + axis,
                    "the indices' shape stands in the updates' from that axis on");
        }
        Shape shape = updates.shape()
                .range(0, axis)
                .append(Shape.of(extent))
                .append(updates.shape().range(after, rank));
        return new Type(shape, updates.dtype());
    }

    @Override
    public boolean differentiable(int input) {
        return input == 0;
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        return Node.of(new Gather(axis), upstream, node.input(1));
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        return Node.of(this, tangent, node.input(1));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new ScatterAdd(0, 4), Domain.REALS.input(2, 3, 2), Domain.INDICES.input(2, 3)),
                Sample.of(new ScatterAdd(1, 3), Domain.REALS.input(2, 5), Domain.INDICES.input(5)));
    }
}
