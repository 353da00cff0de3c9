package org.chainrule.graph;

/** Types and inputs that samples of enclosing operations share. */
final class Samples {
    static final Type VECTOR = new Type(Shape.of(2), DType.FLOAT64);
    static final Type NUMBER = new Type(Shape.SCALAR, DType.FLOAT64);
    static final Sample.Input INPUT = Domain.SMALL.input(2);

    private Samples() {}
}
