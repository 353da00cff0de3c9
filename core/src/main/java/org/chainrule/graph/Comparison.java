package org.chainrule.graph;

import java.util.List;

/** Elementwise comparisons of two inputs of one dtype; the result is {@link DType#BOOL}. Comparisons with NaN are false, but NOT_EQUAL. */
public enum Comparison implements Elementwise {
    // spotless:off
    EQUAL     (Lanes::equal,        Accepts.ANY),
    NOT_EQUAL (Formulas::notEqual,  Accepts.ANY),
    LESS      (Lanes::less,         Accepts.NUMERIC),
    LESS_EQUAL(Lanes::lessEqual,    Accepts.NUMERIC);
    // spotless:on

    private final Forward forward;
    private final Accepts accepts;

    Comparison(Forward forward, Accepts accepts) {
        this.forward = forward;
        this.accepts = accepts;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Type infer(List<Type> inputs) {
        accepts.check(this, inputs.getFirst().dtype(), inputs.getLast().dtype());
        return new Type(commonShape(inputs), DType.BOOL);
    }

    @Override
    public <V> V forward(Lanes<V> lanes, List<V> inputs) {
        return forward.of(lanes, inputs.get(0), inputs.get(1));
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
        return Sample.ofRows(values(), row -> Sample.of(row, Domain.REALS.input(2, 3), Domain.REALS.input(2, 3)));
    }

    /** The forward value of one element. */
    private interface Forward {
        <V> V of(Lanes<V> lanes, V a, V b);
    }
}
