package org.chainrule.graph;

/**
 * The transcendental words of {@link Lanes} in terms of the others: of float32 by polynomials and fused multiply-add,
 * within 2 units in the last place and with the same bits on every machine; of float64 by {@link ScalarFunction}.
 *
 * <p>The coefficients are minimax fits of our own: a linear program over 300 to 500 Chebyshev nodes minimizes the largest
 * relative error, and the coefficients are rounded to float one after the other, the rest being fitted anew each time.
 */
final class Polynomials {
    /** expm1(r) ≈ r + r²·(…) for |r| ≤ ln(2)/2, relative error 1.4e-8; highest power first. */
    private static final double[] EXPM1 = {0x1.6b9c68p-10, 0x1.12254ap-7, 0x1.5556f2p-5, 0x1.5554b4p-3, 0x1.fffffep-2};
    /** ln(1 + f) ≈ f + f²·(−½ + f·(…)) for −¼ ≤ f ≤ ½, relative error 5.0e-9. */
    private static final double[] LOG1P = {
        -0x1.717a8ep-5,
        0x1.acd6dap-4,
        -0x1.0da172p-3,
        0x1.288722p-3,
        -0x1.54ee1cp-3,
        0x1.99694ep-3,
        -0x1.000044p-2,
        0x1.5555a4p-2
    };
    /** erf(x) ≈ x + x·(… in x²) for |x| ≤ 0.93, relative error 1.8e-8. */
    private static final double[] ERF_NEAR = {
        -0x1.386c0ap-11, 0x1.46d838p-8, -0x1.b67bcep-6, 0x1.ce1984p-4, -0x1.8126e2p-2, 0x1.06eba6p-3
    };
    /** ln(1 − erf(x)) ≈ x·(…) for 0.92 ≤ x ≤ 3.93, relative error of erf 3.0e-9. */
    private static final double[] ERF_FAR = {
        0x1.c0c3a2p-13, -0x1.a564e2p-9, 0x1.7707e2p-6, -0x1.af273ap-4, -0x1.457cdap-1, -0x1.20e652p+0
    };

    /** tanh(x) ≈ x + x·(x² times … in x²) for |x| ≤ 0.31, relative error 1.6e-8. */
    private static final double[] TANH_NEAR = {-0x1.9ab56cp-5, 0x1.10a302p-3, -0x1.555478p-2};

    private static final double TANH_BOUNDARY = 0.305;
    private static final double ERF_BOUNDARY = 0.925;
    private static final double ERF_SATURATED = 3.93;
    /** Below this the logistic function is less than the smallest normal number. */
    private static final double LOGISTIC_VANISHES = -87.5;

    private static final double TANH_SATURATED = 9.02;

    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN_2 = 0.6931471805599453;
    /** ln 2 in two parts; whole numbers below 2⁹ times the first part are exact. */
    private static final double LN_2_HIGH = 0x1.62e4p-1;

    private static final double LN_2_LOW = 0x1.7f7d1cp-20;
    /** Added to a number below 2²², it leaves the nearest whole number in the low bits. */
    private static final double MAGIC = 0x1.8p23;

    private static final int EXPONENT_BIAS = 127;
    private static final int MANTISSA_BITS = 23;
    private static final int EXPONENT_MASK = 0xff800000;

    private Polynomials() {}

    /** 2ⁿ·(1 + expm1(r)) with x = n·ln 2 + r. The power is applied in two halves, so that results may be subnormal. */
    static <V> V exp(Lanes<V> lanes, V x) {
        if (lanes.type(x) == DType.FLOAT64) {
            return lanes.call(ScalarFunction.EXP, x);
        }
        V bounded = clamp(lanes, x, -104, 89);
        V shifted = lanes.fma(bounded, number(lanes, LOG2_E), number(lanes, MAGIC + 2 * EXPONENT_BIAS));
        V n = lanes.sub(shifted, number(lanes, MAGIC + 2 * EXPONENT_BIAS));
        V power = onePlusExpm1(lanes, remainder(lanes, n, bounded), 1);
        V exponent = lanes.toBits(shifted);
        V half = lanes.shiftRight(exponent, whole(lanes, 1));
        V otherHalf = lanes.sub(exponent, half);
        return lanes.mul(lanes.mul(power, powerOfTwo(lanes, half)), powerOfTwo(lanes, otherHalf));
    }

    /** 2ⁿ·expm1(r) + (2ⁿ − 1), computed as twice the half of it, lest 2ⁿ overflow before the result does. */
    static <V> V expm1(Lanes<V> lanes, V x) {
        if (lanes.type(x) == DType.FLOAT64) {
            return lanes.call(ScalarFunction.EXPM1, x);
        }
        V bounded = clamp(lanes, x, -18, 89);
        V shifted = lanes.fma(bounded, number(lanes, LOG2_E), number(lanes, MAGIC + EXPONENT_BIAS - 1));
        V n = lanes.sub(shifted, number(lanes, MAGIC + EXPONENT_BIAS - 1));
        V halfPower = powerOfTwo(lanes, lanes.toBits(shifted));
        V part = expm1OfRemainder(lanes, remainder(lanes, n, bounded));
        V half = lanes.fma(halfPower, part, lanes.sub(halfPower, number(lanes, 0.5)));
        V tiny = lanes.less(lanes.abs(x), number(lanes, 0x1p-26));
        return lanes.select(tiny, x, lanes.add(half, half));
    }

    /** x = 2ᵏ·(1 + f) with ¾ ≤ 1 + f < 1½; ln x = k·ln 2 + ln(1 + f). */
    static <V> V log(Lanes<V> lanes, V x) {
        if (lanes.type(x) == DType.FLOAT64) {
            return lanes.call(ScalarFunction.LOG, x);
        }
        V subnormal = lanes.less(x, number(lanes, Float.MIN_NORMAL));
        V bits = lanes.toBits(lanes.select(subnormal, lanes.mul(x, number(lanes, 0x1p23)), x));
        V k = exponentOf(lanes, bits);
        V f = lanes.sub(lanes.fromBits(lanes.sub(bits, k)), number(lanes, 1));
        V correction = lanes.select(subnormal, number(lanes, -23 * LN_2), number(lanes, 0));
        V finite = lanes.add(log1pOf(lanes, k, f), correction);
        V positive = lanes.select(lanes.less(x, number(lanes, Double.POSITIVE_INFINITY)), finite, x);
        return orOutside(lanes, x, 0, positive);
    }

    /** 1 + x = 2ᵏ·(1 + f), where f = x·2⁻ᵏ + (2⁻ᵏ − 1) loses nothing of a small x. */
    static <V> V log1p(Lanes<V> lanes, V x) {
        if (lanes.type(x) == DType.FLOAT64) {
            return lanes.call(ScalarFunction.LOG1P, x);
        }
        V k = exponentOf(lanes, lanes.toBits(lanes.add(x, number(lanes, 1))));
        V scaled = lanes.fromBits(lanes.sub(lanes.toBits(x), k));
        V fourTimesPower = lanes.fromBits(lanes.sub(whole(lanes, Float.floatToIntBits(4)), k));
        V f = lanes.add(scaled, lanes.fma(fourTimesPower, number(lanes, 0.25), number(lanes, -1)));
        V finite = withSignOf(lanes, x, log1pOf(lanes, k, f));
        V above = lanes.select(lanes.less(x, number(lanes, Double.POSITIVE_INFINITY)), finite, x);
        return orOutside(lanes, x, -1, above);
    }

    /** Near zero an odd polynomial; elsewhere e / (e + 2) with e = expm1(2|x|), and the sign of x. */
    static <V> V tanh(Lanes<V> lanes, V x) {
        if (lanes.type(x) == DType.FLOAT64) {
            return lanes.call(ScalarFunction.TANH, x);
        }
        V size = atMost(lanes, lanes.abs(x), TANH_SATURATED);
        V shifted = lanes.fma(size, number(lanes, 2 * LOG2_E), number(lanes, MAGIC + EXPONENT_BIAS + 1));
        V n = lanes.sub(shifted, number(lanes, MAGIC + EXPONENT_BIAS + 1));
        V twicePower = powerOfTwo(lanes, lanes.toBits(shifted));
        V halfRemainder = lanes.fma(n, number(lanes, -LN_2_LOW / 2), lanes.fma(n, number(lanes, -LN_2_HIGH / 2), size));
        V halfPart = lanes.fma(
                lanes.mul(halfRemainder, halfRemainder), horner(lanes, halfRemainder, 2, EXPM1), halfRemainder);
        V e = lanes.fma(twicePower, halfPart, lanes.fma(twicePower, number(lanes, 0.5), number(lanes, -1)));
        V far = lanes.div(e, lanes.add(e, number(lanes, 2)));
        V square = lanes.mul(size, size);
        V near = lanes.fma(lanes.mul(square, horner(lanes, square, 1, TANH_NEAR)), size, size);
        return withSignOf(lanes, x, lanes.select(lanes.less(size, number(lanes, TANH_BOUNDARY)), near, far));
    }

    /** 1 / (1 + exp(−x)), where the result is a normal number; 0 below. */
    static <V> V logistic(Lanes<V> lanes, V x) {
        if (lanes.type(x) == DType.FLOAT64) {
            return lanes.call(ScalarFunction.LOGISTIC, x);
        }
        V bounded = atMost(lanes, x, 87);
        V shifted = lanes.fma(bounded, number(lanes, -LOG2_E), number(lanes, MAGIC + EXPONENT_BIAS));
        V n = lanes.sub(number(lanes, MAGIC + EXPONENT_BIAS), shifted);
        V power = powerOfTwo(lanes, lanes.toBits(shifted));
        V negated = remainder(lanes, n, bounded);
        V part = lanes.fma(lanes.mul(negated, negated), horner(lanes, negated, -1, EXPM1), lanes.neg(negated));
        V denominator = lanes.add(lanes.fma(power, part, number(lanes, 1)), power);
        V quotient = lanes.div(number(lanes, 1), denominator);
        return lanes.select(lanes.less(x, number(lanes, LOGISTIC_VANISHES)), number(lanes, 0), quotient);
    }

    /** Near zero an odd polynomial; elsewhere 1 − exp(polynomial), and the sign of x. */
    static <V> V erf(Lanes<V> lanes, V x) {
        if (lanes.type(x) == DType.FLOAT64) {
            return lanes.call(ScalarFunction.ERF, x);
        }
        V near = lanes.fma(horner(lanes, lanes.mul(x, x), 1, ERF_NEAR), x, x);
        V size = atMost(lanes, lanes.abs(x), ERF_SATURATED);
        V logarithm = lanes.mul(horner(lanes, size, 1, ERF_FAR), size);
        V shifted = lanes.fma(logarithm, number(lanes, LOG2_E), number(lanes, MAGIC + EXPONENT_BIAS));
        V n = lanes.sub(shifted, number(lanes, MAGIC + EXPONENT_BIAS));
        V negatedPower = lanes.neg(powerOfTwo(lanes, lanes.toBits(shifted)));
        V power = onePlusExpm1(lanes, remainder(lanes, n, logarithm), 1);
        V far = withSignOf(lanes, x, lanes.fma(negatedPower, power, number(lanes, 1)));
        return lanes.select(lanes.less(lanes.abs(x), number(lanes, ERF_BOUNDARY)), near, far);
    }

    /** x − n·ln 2. */
    private static <V> V remainder(Lanes<V> lanes, V n, V x) {
        return lanes.fma(n, number(lanes, -LN_2_LOW), lanes.fma(n, number(lanes, -LN_2_HIGH), x));
    }

    /** exp(sign·r). */
    private static <V> V onePlusExpm1(Lanes<V> lanes, V r, int sign) {
        V inner = lanes.fma(horner(lanes, r, sign, EXPM1), r, number(lanes, sign));
        return lanes.fma(inner, r, number(lanes, 1));
    }

    private static <V> V expm1OfRemainder(Lanes<V> lanes, V r) {
        return lanes.fma(lanes.mul(r, r), horner(lanes, r, 1, EXPM1), r);
    }

    /** Σ cᵢ·(scale·x)ⁱ, times {@code scale} once more if that is 2: the polynomial of a scaled argument. */
    private static <V> V horner(Lanes<V> lanes, V x, double scale, double[] coefficients) {
        int degree = coefficients.length - 1;
        double outer = scale > 1 ? scale : 1;
        V sum = number(lanes, coefficients[0] * Math.pow(scale, degree) * outer);
        for (int i = 1; i <= degree; i++) {
            sum = lanes.fma(sum, x, number(lanes, coefficients[i] * Math.pow(scale, degree - i) * outer));
        }
        return sum;
    }

    /** 2 to the number in the low nine bits, less the exponent bias. */
    private static <V> V powerOfTwo(Lanes<V> lanes, V biased) {
        return lanes.fromBits(lanes.shiftLeft(biased, whole(lanes, MANTISSA_BITS)));
    }

    /** k·2²³, where the float of these bits is 2ᵏ·m with ¾ ≤ m < 1½. */
    private static <V> V exponentOf(Lanes<V> lanes, V bits) {
        return lanes.and(lanes.sub(bits, whole(lanes, Float.floatToIntBits(0.75f))), whole(lanes, EXPONENT_MASK));
    }

    /** k·ln 2 + ln(1 + f), k being given as k·2²³. */
    private static <V> V log1pOf(Lanes<V> lanes, V k, V f) {
        V inner = lanes.fma(horner(lanes, f, 1, LOG1P), f, number(lanes, -0.5));
        V part = lanes.fma(lanes.mul(f, f), inner, f);
        return lanes.fma(lanes.cast(k, DType.FLOAT32), number(lanes, LN_2 * 0x1p-23), part);
    }

    /** The value of a logarithm with its pole at {@code pole}: there −∞, below it and of NaN NaN, above it {@code above}. */
    private static <V> V orOutside(Lanes<V> lanes, V x, double pole, V above) {
        V atPole = lanes.equal(x, number(lanes, pole));
        V outside = lanes.select(atPole, number(lanes, Double.NEGATIVE_INFINITY), number(lanes, Double.NaN));
        return lanes.select(lanes.less(number(lanes, pole), x), above, outside);
    }

    private static <V> V withSignOf(Lanes<V> lanes, V x, V size) {
        V sign = lanes.and(lanes.toBits(x), whole(lanes, Integer.MIN_VALUE));
        return lanes.fromBits(lanes.or(lanes.toBits(size), sign));
    }

    /** NaN stays NaN. */
    private static <V> V clamp(Lanes<V> lanes, V x, double low, double high) {
        return atMost(lanes, lanes.select(lanes.less(x, number(lanes, low)), number(lanes, low), x), high);
    }

    private static <V> V atMost(Lanes<V> lanes, V x, double high) {
        return lanes.select(lanes.less(number(lanes, high), x), number(lanes, high), x);
    }

    private static <V> V number(Lanes<V> lanes, double value) {
        return lanes.literal(DType.FLOAT32, value);
    }

    private static <V> V whole(Lanes<V> lanes, int value) {
        return lanes.literal(DType.INT32, (long) value);
    }
}
