package org.chainrule.graph;

import java.util.List;

/**
 * One of the results of a {@link Tuple}.
 *
 * @param index which one
 * @param type its type
 */
public record Pick(int index, Type type) implements Op {
    @Override
    public Type infer(List<Type> inputs) {
        return type;
    }

    @Override
    public boolean differentiable(int input) {
        return type.dtype().isFloating();
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        return Bundle.of(index, upstream);
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        return Bundle.get(tangent, index).orElseGet(node::zero);
    }

    @Override
    public Node batched(Node node, List<Batch> inputs, int count) {
        return Tuple.of(inputs.getFirst().node(), index);
    }

    @Override
    public String toString() {
        return "result" + index;
    }
}
