package org.chainrule.interpret;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.chainrule.graph.DType;
import org.chainrule.graph.Lanes;
import org.chainrule.graph.ScalarFunction;

/**
 * Forward definitions computed in double precision, all elements at once. Float32 values are rounded after every word, or
 * not at all: then it is the oracle that compiled kernels are measured against.
 */
final class ReferenceLanes implements Lanes<Lane> {
    private final int size;
    private final boolean rounding;

    ReferenceLanes(int size, boolean rounding) {
        this.size = size;
        this.rounding = rounding;
    }

    @Override
    public DType type(Lane x) {
        return x.dtype;
    }

    @Override
    public Lane literal(DType type, double value) {
        Lane lane = new Lane(type, size);
        java.util.Arrays.fill(lane.reals, value);
        java.util.Arrays.fill(lane.wholes, (long) value);
        return lane.settled(rounding);
    }

    @Override
    public Lane literal(DType type, long value) {
        Lane lane = new Lane(type, size);
        java.util.Arrays.fill(lane.reals, (double) value);
        java.util.Arrays.fill(lane.wholes, value);
        return lane.settled(rounding);
    }

    @Override
    public Lane add(Lane a, Lane b) {
        return map(a, b, (x, y) -> x + y, (x, y) -> x + y);
    }

    @Override
    public Lane sub(Lane a, Lane b) {
        return map(a, b, (x, y) -> x - y, (x, y) -> x - y);
    }

    @Override
    public Lane mul(Lane a, Lane b) {
        return map(a, b, (x, y) -> x * y, (x, y) -> x * y);
    }

    @Override
    public Lane div(Lane a, Lane b) {
        return map(a, b, (x, y) -> x / y, ReferenceLanes::quotient);
    }

    private static long quotient(long x, long y) {
        if (y == 0) {
            throw new ZeroDivisorException();
        }
        return x / y;
    }

    @Override
    public Lane max(Lane a, Lane b) {
        return map(a, b, Math::max, Math::max);
    }

    @Override
    public Lane min(Lane a, Lane b) {
        return map(a, b, Math::min, Math::min);
    }

    @Override
    public Lane neg(Lane a) {
        return map(a, x -> -x, x -> -x);
    }

    @Override
    public Lane abs(Lane a) {
        return map(a, Math::abs, Math::abs);
    }

    @Override
    public Lane fma(Lane a, Lane b, Lane c) {
        Lane result = new Lane(a.dtype, size);
        for (int i = 0; i < result.reals.length; i++) {
            result.reals[i] = Math.fma(a.reals[i], b.reals[i], c.reals[i]);
        }
        return result.settled(rounding);
    }

    @Override
    public Lane sqrt(Lane a) {
        return map(a, Math::sqrt, LongUnaryOperator.identity());
    }

    @Override
    public Lane floor(Lane a) {
        return map(a, Math::floor, LongUnaryOperator.identity());
    }

    @Override
    public Lane ceil(Lane a) {
        return map(a, Math::ceil, LongUnaryOperator.identity());
    }

    @Override
    public Lane rint(Lane a) {
        return map(a, Math::rint, LongUnaryOperator.identity());
    }

    @Override
    public Lane equal(Lane a, Lane b) {
        return compare(a, b, (x, y) -> x == y ? 1 : 0, (x, y) -> x == y ? 1 : 0);
    }

    @Override
    public Lane less(Lane a, Lane b) {
        return compare(a, b, (x, y) -> x < y ? 1 : 0, (x, y) -> x < y ? 1 : 0);
    }

    @Override
    public Lane lessEqual(Lane a, Lane b) {
        return compare(a, b, (x, y) -> x <= y ? 1 : 0, (x, y) -> x <= y ? 1 : 0);
    }

    @Override
    public Lane select(Lane condition, Lane yes, Lane no) {
        Lane result = new Lane(yes.dtype, size);
        for (int i = 0; i < size; i++) {
            result.copy(i, condition.wholes[i] != 0 ? yes : no, i);
        }
        return result;
    }

    @Override
    public Lane and(Lane a, Lane b) {
        return map(a, b, NO_REALS, (x, y) -> x & y);
    }

    @Override
    public Lane or(Lane a, Lane b) {
        return map(a, b, NO_REALS, (x, y) -> x | y);
    }

    @Override
    public Lane xor(Lane a, Lane b) {
        return map(a, b, NO_REALS, (x, y) -> x ^ y);
    }

    @Override
    public Lane not(Lane a) {
        return map(a, x -> x, a.dtype == DType.BOOL ? x -> 1 - x : x -> ~x);
    }

    @Override
    public Lane shiftLeft(Lane a, Lane distance) {
        return a.dtype == DType.INT32
                ? map(a, distance, NO_REALS, (x, d) -> (int) x << (int) d)
                : map(a, distance, NO_REALS, (x, d) -> x << d);
    }

    @Override
    public Lane shiftRight(Lane a, Lane distance) {
        return a.dtype == DType.INT32
                ? map(a, distance, NO_REALS, (x, d) -> (int) x >>> (int) d)
                : map(a, distance, NO_REALS, (x, d) -> x >>> d);
    }

    @Override
    public Lane cast(Lane a, DType to) {
        Lane result = new Lane(to, size);
        for (int i = 0; i < size; i++) {
            if (to.isFloating()) {
                result.reals[i] = a.dtype.isFloating() ? a.reals[i] : a.wholes[i];
            } else if (to == DType.BOOL) {
                result.wholes[i] = (a.dtype.isFloating() ? a.reals[i] != 0 : a.wholes[i] != 0) ? 1 : 0;
            } else if (a.dtype.isFloating()) {
                result.wholes[i] = to == DType.INT32 ? (int) a.reals[i] : (long) a.reals[i];
            } else {
                result.wholes[i] = a.wholes[i];
            }
        }
        return result.settled(rounding);
    }

    @Override
    public Lane toBits(Lane a) {
        Lane result = new Lane(a.dtype == DType.FLOAT32 ? DType.INT32 : DType.INT64, size);
        for (int i = 0; i < size; i++) {
            result.wholes[i] = a.dtype == DType.FLOAT32
                    ? Float.floatToRawIntBits((float) a.reals[i])
                    : Double.doubleToRawLongBits(a.reals[i]);
        }
        return result;
    }

    @Override
    public Lane fromBits(Lane a) {
        Lane result = new Lane(a.dtype == DType.INT32 ? DType.FLOAT32 : DType.FLOAT64, size);
        for (int i = 0; i < size; i++) {
            result.reals[i] = a.dtype == DType.INT32
                    ? Float.intBitsToFloat((int) a.wholes[i])
                    : Double.longBitsToDouble(a.wholes[i]);
        }
        return result;
    }

    @Override
    public Lane call(ScalarFunction function, Lane a) {
        return map(a, function::of, LongUnaryOperator.identity());
    }

    @Override
    public Lane call(ScalarFunction function, Lane a, Lane b) {
        return map(a, b, function::of, (x, y) -> x);
    }

    @Override
    public Lane exp(Lane x) {
        return call(ScalarFunction.EXP, x);
    }

    @Override
    public Lane expm1(Lane x) {
        return call(ScalarFunction.EXPM1, x);
    }

    @Override
    public Lane log(Lane x) {
        return call(ScalarFunction.LOG, x);
    }

    @Override
    public Lane log1p(Lane x) {
        return call(ScalarFunction.LOG1P, x);
    }

    @Override
    public Lane tanh(Lane x) {
        return call(ScalarFunction.TANH, x);
    }

    @Override
    public Lane logistic(Lane x) {
        return call(ScalarFunction.LOGISTIC, x);
    }

    @Override
    public Lane erf(Lane x) {
        return call(ScalarFunction.ERF, x);
    }

    private static final DoubleBinaryOperator NO_REALS = (x, y) -> {
        throw new AssertionError("bits of a real number");
    };

    private Lane map(Lane a, DoubleUnaryOperator reals, LongUnaryOperator wholes) {
        Lane result = new Lane(a.dtype, size);
        java.util.Arrays.setAll(result.reals, i -> reals.applyAsDouble(a.reals[i]));
        java.util.Arrays.setAll(result.wholes, i -> wholes.applyAsLong(a.wholes[i]));
        return result.settled(rounding);
    }

    private Lane map(Lane a, Lane b, DoubleBinaryOperator reals, LongBinaryOperator wholes) {
        Lane result = new Lane(a.dtype, size);
        java.util.Arrays.setAll(result.reals, i -> reals.applyAsDouble(a.reals[i], b.reals[i]));
        java.util.Arrays.setAll(result.wholes, i -> wholes.applyAsLong(a.wholes[i], b.wholes[i]));
        return result.settled(rounding);
    }

    private Lane compare(Lane a, Lane b, RealComparison reals, LongBinaryOperator wholes) {
        Lane result = new Lane(DType.BOOL, size);
        for (int i = 0; i < size; i++) {
            result.wholes[i] = a.dtype.isFloating()
                    ? reals.of(a.reals[i], b.reals[i])
                    : wholes.applyAsLong(a.wholes[i], b.wholes[i]);
        }
        return result;
    }

    private interface RealComparison {
        long of(double a, double b);
    }
}
