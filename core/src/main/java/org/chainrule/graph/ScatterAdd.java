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

    @Override
    public Node batched(Node node, List<Batch> inputs, int count) {
        Batch indices = inputs.get(1);
        Node updates = inputs.get(0).each(count);
        if (!indices.perExample()) {
            return Node.of(new ScatterAdd(axis + 1, extent), updates, indices.node());
        }
        // as in Gather
        int rank = indices.node().shape().rank();
        for (int before = 0; before < axis; before++) {
            updates = updates.moved(1, axis + rank - 1);
        }
        Node under = Node.of(new ScatterAdd(0, count * extent), updates, below(indices.node(), count, extent));
        Shape tables = Shape.of(count, extent)
                .append(under.shape().range(1, under.shape().rank()));
        return under.reshape(tables).moved(1, axis + 1);
    }

    /**
     * The indices of each example, along axis 0, moved down by so many tables of {@code extent} slices. An index that is out of its own
     * table must not fall into another example's: a negative one stays as it is, one that is too large goes below all tables.
     */
    static Node below(Node indices, int count, int extent) {
        Node example = Node.of(new Leaf.Iota(count, indices.dtype()));
        Node first = example.mul(example.constant(extent))
                .broadcast(indices.shape(), Axes.range(1, indices.shape().rank()));
        Node pastAll = indices.constant((double) (count - 1) * extent);
        Node within = indices.less(indices.constant(extent)).select(first, pastAll);
        return indices.add(indices.less(indices.zero()).select(indices.zero(), within));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new ScatterAdd(0, 4), Domain.REALS.input(2, 3, 2), Domain.INDICES.input(2, 3)),
                Sample.of(new ScatterAdd(1, 3), Domain.REALS.input(2, 5), Domain.INDICES.input(5)));
    }
}
