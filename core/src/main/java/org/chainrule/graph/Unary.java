package org.chainrule.graph;

import static org.chainrule.graph.Accepts.BITS;
import static org.chainrule.graph.Accepts.FLOATING;
import static org.chainrule.graph.Accepts.NUMERIC;
import static org.chainrule.graph.Domain.ABOVE_MINUS_ONE;
import static org.chainrule.graph.Domain.AWAY_FROM_POLES;
import static org.chainrule.graph.Domain.NONZERO;
import static org.chainrule.graph.Domain.POSITIVE;
import static org.chainrule.graph.Domain.REALS;
import static org.chainrule.graph.Domain.SMALL;

import java.util.List;

/** Elementwise operations of one input, in one table. */
public enum Unary implements Elementwise {
    // spotless:off
    //         takes     forward                 local gradient dy/dx                      checked on
    NEG       (NUMERIC,  Lanes::neg,             (x, y) -> x.constant(-1),                 REALS),
    ABS       (NUMERIC,  Lanes::abs,             (x, y) -> x.sign(),                       NONZERO),
    SIGN      (NUMERIC,  Formulas::sign,         Local.NONE,                               NONZERO),
    SQUARE    (NUMERIC,  Formulas::square,       (x, y) -> x.constant(2).mul(x),           REALS),
    RECIPROCAL(FLOATING, Formulas::reciprocal,   (x, y) -> y.square().neg(),               NONZERO),
    SQRT      (FLOATING, Lanes::sqrt,            (x, y) -> x.constant(0.5).div(y),         POSITIVE),
    EXP       (FLOATING, Lanes::exp,             (x, y) -> y,                              REALS),
    EXPM1     (FLOATING, Lanes::expm1,           (x, y) -> x.exp(),                        REALS),
    LOG       (FLOATING, Lanes::log,             (x, y) -> x.reciprocal(),                 POSITIVE),
    LOG1P     (FLOATING, Lanes::log1p,           (x, y) -> x.add(x.one()).reciprocal(),    ABOVE_MINUS_ONE),
    SIN       (FLOATING, Lanes::sin,             (x, y) -> x.cos(),                        REALS),
    COS       (FLOATING, Lanes::cos,             (x, y) -> x.sin().neg(),                  REALS),
    TAN       (FLOATING, Lanes::tan,             (x, y) -> x.one().add(y.square()),        AWAY_FROM_POLES),
    TANH      (FLOATING, Lanes::tanh,            (x, y) -> x.one().sub(y.square()),        REALS),
    LOGISTIC  (FLOATING, Lanes::logistic,        (x, y) -> y.mul(x.one().sub(y)),          REALS),
    ERF       (FLOATING, Lanes::erf,             (x, y) -> Formulas.gaussian(x),           SMALL),
    RELU      (NUMERIC,  Formulas::relu,         (x, y) -> Formulas.above(y, y.zero()),    NONZERO),
    FLOOR     (FLOATING, Lanes::floor,           Local.NONE,                               Domain.FRACTIONS),
    CEIL      (FLOATING, Lanes::ceil,            Local.NONE,                               Domain.FRACTIONS),
    ROUND     (FLOATING, Lanes::rint,            Local.NONE,                               Domain.FRACTIONS),
    NOT       (BITS,     Lanes::not,             Local.NONE,                               Domain.INTEGERS);
    // spotless:on

    private final Accepts accepts;
    private final Forward forward;
    private final Local local;
    private final Domain domain;

    Unary(Accepts accepts, Forward forward, Local local, Domain domain) {
        this.accepts = accepts;
        this.forward = forward;
        this.local = local;
        this.domain = domain;
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Type infer(List<Type> inputs) {
        accepts.check(this, inputs.getFirst().dtype());
        return new Type(commonShape(inputs), inputs.getFirst().dtype());
    }

    @Override
    public <V> V forward(Lanes<V> lanes, List<V> inputs) {
        return forward.of(lanes, inputs.getFirst());
    }

    @Override
    public boolean differentiable(int input) {
        return local != Local.NONE;
    }

    @Override
    public Node local(Node node, int input) {
        return local.of(node.input(0), node);
    }

    static List<Sample> samples() {
        return Sample.ofRows(values(), row -> Sample.of(row, row.domain.input(2, 3)));
    }

    /** The forward value of one element. */
    private interface Forward {
        <V> V of(Lanes<V> lanes, V x);
    }

    /** The derivative, as a node made of the input and of the result. */
    private interface Local {
        /** Of operations that are constant wherever they are smooth. */
        Local NONE = (x, y) -> {
            throw new AssertionError("not differentiable");
        };

        Node of(Node x, Node y);
    }
}
