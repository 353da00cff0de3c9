package org.chainrule.graph;

import static org.chainrule.graph.Accepts.BITS;
import static org.chainrule.graph.Accepts.FLOATING;
import static org.chainrule.graph.Accepts.INTEGERS;
import static org.chainrule.graph.Accepts.NUMERIC;
import static org.chainrule.graph.Domain.NONZERO;
import static org.chainrule.graph.Domain.POSITIVE;
import static org.chainrule.graph.Domain.REALS;

import java.util.List;

/**
 * Elementwise operations of two inputs of one dtype, which is the result's too. Where {@link #MAX} or {@link #MIN} tie,
 * each input gets half of the gradient.
 */
public enum Binary implements Elementwise {
    // spotless:off
    //          takes     forward               local gradient dy/da                  dy/db                                checked on (a, b)
    ADD        (NUMERIC,  Lanes::add,           (a, b, y) -> a.one(),                 (a, b, y) -> b.one(),                REALS,    REALS),
    SUB        (NUMERIC,  Lanes::sub,           (a, b, y) -> a.one(),                 (a, b, y) -> b.constant(-1),         REALS,    REALS),
    MUL        (NUMERIC,  Lanes::mul,           (a, b, y) -> b,                       (a, b, y) -> a,                      REALS,    REALS),
    MUL_NO_NAN (FLOATING, Formulas::mulNoNan,   (a, b, y) -> b,                       (a, b, y) -> a,                      REALS,    REALS),
    DIV        (NUMERIC,  Lanes::div,           (a, b, y) -> b.reciprocal(),          (a, b, y) -> y.div(b).neg(),         REALS,    NONZERO),
    POW        (FLOATING, Lanes::pow,           (a, b, y) -> Formulas.powByBase(a, b), (a, b, y) -> Formulas.powByExponent(a, b, y), POSITIVE, REALS),
    ATAN2      (FLOATING, Lanes::atan2,         (a, b, y) -> Formulas.atan2By(a, b), (a, b, y) -> Formulas.atan2By(b, a).neg(), NONZERO, NONZERO),
    MAX        (NUMERIC,  Lanes::max,           (a, b, y) -> Formulas.step(a, b),     (a, b, y) -> Formulas.step(b, a),    REALS,    REALS),
    MIN        (NUMERIC,  Lanes::min,           (a, b, y) -> Formulas.step(b, a),     (a, b, y) -> Formulas.step(a, b),    REALS,    REALS),
    AND        (BITS,     Lanes::and,           Local.NONE,                           Local.NONE,                          Domain.INTEGERS, Domain.INTEGERS),
    OR         (BITS,     Lanes::or,            Local.NONE,                           Local.NONE,                          Domain.INTEGERS, Domain.INTEGERS),
    XOR        (BITS,     Lanes::xor,           Local.NONE,                           Local.NONE,                          Domain.INTEGERS, Domain.INTEGERS),
    SHIFT_LEFT (INTEGERS, Lanes::shiftLeft,     Local.NONE,                           Local.NONE,                          Domain.INTEGERS, Domain.SHIFTS),
    SHIFT_RIGHT(INTEGERS, Lanes::shiftRight,    Local.NONE,                           Local.NONE,                          Domain.INTEGERS, Domain.SHIFTS);
    // spotless:on

    private final Accepts accepts;
    private final Forward forward;
    private final List<Local> locals;
    private final List<Domain> domains;

    Binary(Accepts accepts, Forward forward, Local byFirst, Local bySecond, Domain first, Domain second) {
        this.accepts = accepts;
        this.forward = forward;
        this.locals = List.of(byFirst, bySecond);
        this.domains = List.of(first, second);
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Type infer(List<Type> inputs) {
        DType dtype = inputs.getFirst().dtype();
        accepts.check(this, dtype, inputs.getLast().dtype());
        return new Type(commonShape(inputs), dtype);
    }

    @Override
    public <V> V forward(Lanes<V> lanes, List<V> inputs) {
        return forward.of(lanes, inputs.get(0), inputs.get(1));
    }

    @Override
    public boolean differentiable(int input) {
        return locals.get(input) != Local.NONE;
    }

    @Override
    public Node local(Node node, int input) {
        return locals.get(input).of(node.input(0), node.input(1), node);
    }

    static List<Sample> samples() {
        return Sample.ofRows(
                values(),
                row -> Sample.of(
                        row, row.domains.get(0).input(2, 3), row.domains.get(1).input(2, 3)));
    }

    /** The forward value of one element. */
    private interface Forward {
        <V> V of(Lanes<V> lanes, V a, V b);
    }

    /** The derivative by one input, as a node made of the inputs and of the result. */
    private interface Local {
        /** Of operations on whole numbers. */
        Local NONE = (a, b, y) -> {
            throw new AssertionError("not differentiable");
        };

        Node of(Node a, Node b, Node y);
    }
}
