package org.chainrule.graph;

/**
 * The vocabulary in which the forward value of an elementwise operation is written, once. What implements it decides
 * what the definition means: the reference interpreter computes in double precision; the scalar and the vector emitter
 * write bytecode. A {@code V} is one value (or one vector of values) that knows its {@link DType}.
 *
 * <p>Both operands of a binary word have the same dtype. Comparisons give {@link DType#BOOL}. Integers wrap around.
 * The transcendental words have a default in terms of the others (see {@link Polynomials}); an implementation may know
 * better.
 *
 * @param <V> a value, or a vector of values
 */
public interface Lanes<V> {
    /** The dtype of a value. */
    DType type(V x);

    /** The floating constant, in the dtype of {@code like}. */
    V literal(DType type, double value);

    /** The whole constant (for BOOL 0 or 1); floating dtypes take the nearest number. */
    V literal(DType type, long value);

    V add(V a, V b);

    V sub(V a, V b);

    V mul(V a, V b);

    /** Floating quotient; integers truncate toward zero, as Java's {@code /}. */
    V div(V a, V b);

    /** The larger; NaN if either is NaN; +0 above −0. */
    V max(V a, V b);

    /** The smaller; NaN if either is NaN; −0 below +0. */
    V min(V a, V b);

    V neg(V a);

    V abs(V a);

    /** {@code a·b + c}, rounded once. Floating only. */
    V fma(V a, V b, V c);

    /** Correctly rounded square root. Floating only. */
    V sqrt(V a);

    V floor(V a);

    V ceil(V a);

    /** The nearest whole number, ties to even. Floating only. */
    V rint(V a);

    V equal(V a, V b);

    V less(V a, V b);

    V lessEqual(V a, V b);

    /** {@code condition ? yes : no} lane by lane; the condition is BOOL. */
    V select(V condition, V yes, V no);

    /** Bitwise (integers) or logical (BOOL). */
    V and(V a, V b);

    V or(V a, V b);

    V xor(V a, V b);

    V not(V a);

    /** Integers only; the distance is taken modulo the width, as Java's {@code <<}. */
    V shiftLeft(V a, V distance);

    /** Logical (zero-filling) shift, as Java's {@code >>>}. */
    V shiftRight(V a, V distance);

    /** The value in another dtype: to integers as Java's casts (NaN → 0, saturating); to BOOL {@code ≠ 0}; from BOOL 1 or 0. */
    V cast(V a, DType to);

    /** The bits of a float32 as int32, of a float64 as int64. */
    V toBits(V a);

    /** The float32 with the bits of an int32, the float64 with the bits of an int64. */
    V fromBits(V a);

    /** A function of {@link ScalarFunction} lane by lane in double precision, the result rounded to the dtype of {@code a}. */
    V call(ScalarFunction function, V a);

    /** As {@link #call(ScalarFunction, Object)}, of two arguments. */
    V call(ScalarFunction function, V a, V b);

    default V exp(V x) {
        return Polynomials.exp(this, x);
    }

    default V expm1(V x) {
        return Polynomials.expm1(this, x);
    }

    default V log(V x) {
        return Polynomials.log(this, x);
    }

    default V log1p(V x) {
        return Polynomials.log1p(this, x);
    }

    default V tanh(V x) {
        return Polynomials.tanh(this, x);
    }

    default V logistic(V x) {
        return Polynomials.logistic(this, x);
    }

    default V erf(V x) {
        return Polynomials.erf(this, x);
    }

    default V sin(V x) {
        return call(ScalarFunction.SIN, x);
    }

    default V cos(V x) {
        return call(ScalarFunction.COS, x);
    }

    default V tan(V x) {
        return call(ScalarFunction.TAN, x);
    }

    default V pow(V x, V y) {
        return call(ScalarFunction.POW, x, y);
    }

    default V atan2(V y, V x) {
        return call(ScalarFunction.ATAN2, y, x);
    }
}
