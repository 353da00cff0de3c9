package org.chainrule.graph;

import java.util.List;
import org.chainrule.numeric.Order;

/**
 * The indices (int32) that sort the last axis, equal elements in their order. NaN counts as larger than everything, as in NumPy; descending
 * is the other way round, but equal elements keep their order.
 */
public record SortOrder(boolean descending) implements Algorithm {
    @Override
    public String title() {
        return "sort";
    }

    @Override
    public int itemRank() {
        return 1;
    }

    @Override
    public List<Type> ofOne(List<Type> items, List<Type> whole) {
        return List.of(new Type(items.getFirst().shape(), DType.INT32));
    }

    @Override
    public List<Data> forward(List<Data> items) {
        Data item = items.getFirst();
        int[] order = new int[item.type().shape().size()];
        new Order(order.length).sort(item.array(), 0, descending, order, 0);
        return List.of(new Data(new Type(item.type().shape(), DType.INT32), order));
    }

    @Override
    public Work work(List<Type> types) {
        Shape shape = types.getFirst().shape();
        int length = shape.extent(shape.rank() - 1);
        Order order = new Order(length);
        return (inputs, results) -> {
            for (int begin = 0; begin < shape.size(); begin += length) {
                order.sort(inputs[0], begin, descending, (int[]) results[0], begin);
            }
        };
    }

    @Override
    public boolean differentiable(int input) {
        return false;
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        throw new AssertionError("indices have no gradient");
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        throw new AssertionError("indices have no tangent");
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new SortOrder(false), Domain.REALS.input(2, 5)),
                Sample.of(new SortOrder(true), Domain.INTEGERS.input(4)));
    }
}
