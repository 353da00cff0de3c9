package org.chainrule.graph;

import java.util.List;

/**
 * Slices added to a table's along an axis, each at its index, in order: table [before …, extent, after …], updates [before …, i …,
 * after …] and indices [i …] give a table. On zeros it is the transpose of {@link Gather}. An index out of range is an error
 * when it runs.
 *
 * @param apart a promise that no two slices other than zeros are added to the same one, so that their order does not matter
 */
public record ScatterAdd(int axis, boolean apart) implements Op {
    /** Without a promise. */
    public ScatterAdd(int axis) {
        this(axis, false);
    }

    @Override
    public Type infer(List<Type> inputs) {
        Type table = inputs.get(0);
        Type updates = inputs.get(1);
        Type indices = inputs.get(2);
        int at = table.shape().axis(axis);
        check("indexAdd", table, at, updates, indices);
        Shape expected = table.shape()
                .range(0, at)
                .append(indices.shape())
                .append(table.shape().range(at + 1, table.shape().rank()));
        if (!updates.shape().equals(expected)) {
            throw new ShapeException(
                    "indexAdd",
                    "updates " + updates.shape() + " at indices " + indices.shape() + " along axis " + axis + " of "
                            + table.shape(),
                    "the indices' shape stands in the updates' in place of the table's axis: " + expected);
        }
        return table;
    }

    /** Whatever the shape of the updates: dtypes, and that there is something to index. */
    private static void check(String operation, Type table, int axis, Type updates, Type indices) {
        Accepts.NUMERIC.check(operation, table.dtype(), updates.dtype());
        Accepts.INTEGERS.check("indices of " + operation, indices.dtype());
        Gather.checkSlices(operation, table.shape(), axis, indices.shape());
    }

    /**
     * Updates added into zeros of that extent along an axis.
     *
     * @throws ShapeException if the indices' shape does not stand in the updates' from that axis on
     */
    public static Node intoZeros(int axis, int extent, Node updates, Node indices) {
        int after = axis + indices.shape().rank();
        if (after > updates.shape().rank()
                || !updates.shape().range(axis, after).equals(indices.shape())) {
            throw new ShapeException(
                    "scatterAdd",
                    "updates " + updates.shape() + " at indices " + indices.shape() + " along axis " + axis,
                    "the indices' shape stands in the updates' from that axis on");
        }
        Shape shape = updates.shape()
                .range(0, axis)
                .append(Shape.of(extent))
                .append(updates.shape().range(after, updates.shape().rank()));
        Type table = new Type(shape, updates.dtype());
        check("scatterAdd", table, axis, updates.type(), indices.type());
        return Node.of(new ScatterAdd(axis), Node.filled(table, 0), updates, indices);
    }

    @Override
    public boolean differentiable(int input) {
        return input < 2;
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        return input == 0 ? upstream : Node.of(new Gather(axis), upstream, node.input(2));
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        return input == 0 ? tangent : Node.of(this, node.zero(), tangent, node.input(2));
    }

    @Override
    public Node batched(Node node, List<Batch> inputs, int count) {
        Batch indices = inputs.get(2);
        Node table = inputs.get(0).each(count);
        Node updates = inputs.get(1).each(count);
        if (!indices.perExample()) {
            return Node.of(new ScatterAdd(axis + 1), table, updates, indices.node());
        }
        // as in Gather
        int extent = node.shape().extent(axis);
        int rank = indices.node().shape().rank();
        for (int before = 0; before < axis; before++) {
            updates = updates.moved(1, axis + rank - 1);
        }
        Node tables = table.moved(axis + 1, 1);
        Shape apart = tables.shape();
        Node under = tables.reshape(Shape.of(count * extent).append(apart.range(2, apart.rank())));
        Node added = Node.of(new ScatterAdd(0), under, updates, below(indices.node(), count, extent));
        return added.reshape(apart).moved(1, axis + 1);
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

    @Override
    public String toString() {
        return "ScatterAdd[axis=" + axis + (apart ? ", apart" : "") + "]";
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(
                        new ScatterAdd(0),
                        Domain.REALS.input(4, 2),
                        Domain.REALS.input(2, 3, 2),
                        Domain.INDICES.input(2, 3)),
                Sample.of(
                        new ScatterAdd(1),
                        Domain.REALS.input(2, 3),
                        Domain.REALS.input(2, 5),
                        Domain.INDICES.input(5)));
    }
}
