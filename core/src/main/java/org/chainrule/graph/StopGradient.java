package org.chainrule.graph;

import java.util.List;

/** The value itself, through which no gradient flows. */
public enum StopGradient implements Elementwise {
    STOP_GRADIENT;

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Type infer(List<Type> inputs) {
        return inputs.getFirst();
    }

    @Override
    public <V> V forward(Lanes<V> lanes, List<V> inputs) {
        return inputs.getFirst();
    }

    @Override
    public boolean differentiable(int input) {
        return false;
    }

    @Override
    public Node local(Node node, int input) {
        throw new AssertionError("not differentiable");
    }

    static List<Sample> samples() {
        return List.of(Sample.of(STOP_GRADIENT, Domain.REALS.input(2, 3)));
    }
}
