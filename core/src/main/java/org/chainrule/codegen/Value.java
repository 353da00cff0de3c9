package org.chainrule.codegen;

import org.chainrule.graph.DType;

/** A value of the emitted code. */
sealed interface Value {
    DType dtype();

    /** A number known now; {@code whole} for integers and BOOL. */
    record Constant(DType dtype, double value, long whole) implements Value {
        static Constant of(DType dtype, double value) {
            return new Constant(dtype, value, (long) value);
        }

        static Constant of(DType dtype, long whole) {
            return new Constant(dtype, whole, whole);
        }
    }

    /** A number in a local variable; BOOL as an int 0 or 1. */
    record Scalar(DType dtype, int local) implements Value {}

    /** A vector of numbers in a local variable; for BOOL a mask over vectors of that type. */
    record Vector(DType dtype, VectorType type, int local) implements Value {}
}
