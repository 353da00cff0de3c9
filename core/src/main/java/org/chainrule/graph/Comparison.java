package org.chainrule.graph;

import java.util.List;

/** Elementwise comparisons of two inputs of one dtype; the result is {@link DType#BOOL}. Comparisons with NaN are false, but NOT_EQUAL. */
public enum Comparison implements Elementwise {
    // spotless:off
    EQUAL     ("eq", Lanes::equal,        Accepts.ANY),
    NOT_EQUAL ("ne", Formulas::notEqual,  Accepts.ANY),
    LESS      ("lt", Lanes::less,         Accepts.NUMERIC),
    LESS_EQUAL("le", Lanes::lessEqual,    Accepts.NUMERIC);
    // spotless:on

    private final String called;
    private final Forward forward;
    private final Accepts accepts;

    Comparison(String called, Forward forward, Accepts accepts) {
        this.called = called;
        this.forward = forward;
        this.accepts = accepts;
    }

    @Override
    public String called() {
        return called;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Type infer(List<Type> inputs) {
        check(called, inputs.getFirst().dtype(), inputs.getLast().dtype());
        return new Type(commonShape(inputs), DType.BOOL);
    }

    /**
     * Checks what may be compared so.
     *
     * @param name what users call it by, as a &lt; b may be b &gt; a
     * @throws DTypeException if a and b differ, or are bool and their order is asked for
     */
    public void check(String name, DType a, DType b) {
        accepts.check(name, a, b);
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
