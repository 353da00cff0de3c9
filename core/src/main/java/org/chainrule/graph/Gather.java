package org.chainrule.graph;

import java.util.List;

/**
 * Slices of a table along an axis, picked by index: table [before …, extent, after …] and indices [i …] (int32 or int64,
 * from 0 to extent − 1) give [before …, i …, after …]. An index out of range is an error when it runs.
 */
public record Gather(int axis) implements Op {
    @Override
    public Type infer(List<Type> inputs) {
        Type table = inputs.get(0);
        Type indices = inputs.get(1);
        Accepts.INTEGERS.check("indices of gather", indices.dtype());
        int at = table.shape().axis(axis);
        checkSlices("gather", table.shape(), at, indices.shape());
        Shape shape = table.shape()
                .range(0, at)
                .append(indices.shape())
                .append(table.shape().range(at + 1, table.shape().rank()));
        return new Type(shape, table.dtype());
    }

    /** A table of no slices suits no index. */
    static void checkSlices(String operation, Shape table, int axis, Shape indices) {
        if (table.extent(axis) == 0 && indices.size() > 0) {
            throw new ShapeException(
                    operation,
                    "indices " + indices + " into axis " + axis + " of " + table,
                    "that axis has no slices, so no index is right");
        }
    }

    @Override
    public boolean differentiable(int input) {
        return input == 0;
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        int extent = node.input(0).shape().extent(axis);
        return ScatterAdd.intoZeros(axis, extent, upstream, node.input(1));
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        return Node.of(this, tangent, node.input(1));
    }

    @Override
    public Node batched(Node node, List<Batch> inputs, int count) {
        Batch table = inputs.get(0);
        Batch indices = inputs.get(1);
        if (!indices.perExample()) {
            return Node.of(new Gather(axis + 1), table.node(), indices.node());
        }
        if (!table.perExample()) {
            return Node.of(this, table.node(), indices.node()).moved(axis, 0);
        }
        // the tables of all examples under each other, and each example's indices moved down to its own
        Shape shape = node.input(0).shape();
        int extent = shape.extent(axis);
        Node tables = table.node().moved(axis + 1, 1);
        Shape under = Shape.of(count * extent).append(shape.without(axis));
        Node picked = Node.of(new Gather(0), tables.reshape(under), ScatterAdd.below(indices.node(), count, extent));
        int rank = indices.node().shape().rank();
        for (int before = 0; before < axis; before++) {
            picked = picked.moved(rank + before, 1 + before);
        }
        return picked;
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Gather(0), Domain.REALS.input(4, 2), Domain.INDICES.input(2, 3)),
                Sample.of(new Gather(1), Domain.REALS.input(2, 4), Domain.INDICES.input(5)));
    }
}
