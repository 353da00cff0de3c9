package org.chainrule.graph;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Functions of doubles with the same bits on every machine (all of {@link StrictMath} but {@link #ERF} and the edges of {@link #POW}). They serve the
 * reference interpreter, float64 kernels, and the few float32 operations that are not worth a polynomial.
 */
public enum ScalarFunction {
    EXP(StrictMath::exp),
    EXPM1(StrictMath::expm1),
    LOG(StrictMath::log),
    LOG1P(StrictMath::log1p),
    TANH(StrictMath::tanh),
    LOGISTIC(ScalarFunction::logistic),
    ERF(ErrorFunction::erf),
    SIN(StrictMath::sin),
    COS(StrictMath::cos),
    TAN(StrictMath::tan),
    POW(ScalarFunction::pow),
    ATAN2(StrictMath::atan2);

    private final DoubleBinaryOperator function;

    ScalarFunction(DoubleUnaryOperator function) {
        this((a, ignored) -> function.applyAsDouble(a));
    }

    ScalarFunction(DoubleBinaryOperator function) {
        this.function = function;
    }

    /** The value at {@code a}, of a function of one argument. */
    public double of(double a) {
        return function.applyAsDouble(a, 0);
    }

    /** The value at {@code (a, b)}. */
    public double of(double a, double b) {
        return function.applyAsDouble(a, b);
    }

    /** As IEEE 754 has it; Java's power of 1 by NaN or an infinity is NaN, and so is that of −1 by an infinity. */
    private static double pow(double a, double b) {
        return a == 1 || a == -1 && Double.isInfinite(b) ? 1 : StrictMath.pow(a, b);
    }

    /** 1 / (1 + e^−x), from the side of zero on which e does not overflow. */
    private static double logistic(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }
}
