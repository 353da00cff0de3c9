package org.chainrule.graph;

import java.util.List;

/** The same values in another dtype; see {@link Lanes#cast}. The gradient is cast back. */
public record Cast(DType to) implements Elementwise {
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Type infer(List<Type> inputs) {
        return new Type(inputs.getFirst().shape(), to);
    }

    @Override
    public <V> V forward(Lanes<V> lanes, List<V> inputs) {
        return lanes.cast(inputs.getFirst(), to);
    }

    @Override
    public boolean differentiable(int input) {
        return to.isFloating();
    }

    @Override
    public Node local(Node node, int input) {
        return node.one();
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        return upstream.cast(node.input(0).dtype());
    }

    @Override
    public Node tangent(Node node, int input, Node tangent) {
        return tangent.cast(to);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Cast(DType.FLOAT64), Domain.REALS.input(2, 3)),
                Sample.of(new Cast(DType.INT32), Domain.FRACTIONS.input(2, 3)),
                Sample.of(new Cast(DType.BOOL), Domain.NONZERO.input(2, 3)));
    }
}
