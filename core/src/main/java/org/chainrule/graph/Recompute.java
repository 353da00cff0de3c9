package org.chainrule.graph;

import java.util.List;

/**
 * The first input itself, but as a node of its own, and not before the others are there: what is computed from it is
 * computed again, late, and shares nothing with what was computed before.
 */
public enum Recompute implements Op {
    RECOMPUTE;

    @Override
    public Type infer(List<Type> inputs) {
        return inputs.getFirst();
    }

    @Override
    public boolean differentiable(int input) {
        return input == 0;
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        return upstream;
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        return tangent;
    }

    @Override
    public Node batched(Node node, List<Batch> inputs, int count) {
        List<Node> nodes = inputs.stream().map(Batch::node).toList();
        return inputs.getFirst().perExample()
                ? Node.of(this, nodes)
                : new Batch(Node.of(this, nodes), false).each(count);
    }

    static List<Sample> samples() {
        return List.of(Sample.of(RECOMPUTE, Domain.REALS.input(2, 3), Domain.FLAGS.input(2)));
    }
}
