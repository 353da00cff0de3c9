package org.chainrule.graph;

import java.util.List;

/** The running sum along an axis: element i is the sum of the elements 0 … i. Its transpose runs from the other end. */
public record RunningSum(int axis) implements Op {
    @Override
    public Type infer(List<Type> inputs) {
        Accepts.NUMERIC.check("cumulative sum", inputs.getFirst().dtype());
        inputs.getFirst().shape().axis(axis);
        return inputs.getFirst();
    }

    @Override
    public boolean differentiable(int input) {
        return true;
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        return Node.of(this, upstream.flip(axis)).flip(axis);
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        return Node.of(this, tangent);
    }

    @Override
    public Node batched(Node node, List<Batch> inputs, int count) {
        return Node.of(new RunningSum(axis + 1), inputs.getFirst().node());
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new RunningSum(1), Domain.REALS.input(2, 4)),
                Sample.of(new RunningSum(0), Domain.REALS.input(3, 2)));
    }
}
