package org.chainrule.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.chainrule.graph.Binary;
import org.chainrule.graph.Cast;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.RandomBits;
import org.chainrule.graph.ScalarFunction;
import org.chainrule.graph.Select;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Type;
import org.chainrule.graph.Unary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every elementwise operation: the same bits on all targets, and the right numbers. */
class ElementwiseCodeTest {
    private static final int[] COLUMNS = {1, 4, 6, 13, 15, 16, 17, 31, 63, 65, 4098};

    /** An operation, the dtypes of its inputs and of its result. */
    record Case(Elementwise op, List<DType> inputs, DType result) {}

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (DType dtype : DType.values()) {
            for (Elementwise op : Unary.values()) {
                add(cases, op, List.of(dtype));
            }
            Stream.<Elementwise>concat(Stream.of(Binary.values()), Stream.of(Comparison.values()))
                    .filter(op -> op != Binary.DIV || dtype.isFloating())
                    .forEach(op -> add(cases, op, List.of(dtype, dtype)));
            add(cases, Select.SELECT, List.of(DType.BOOL, dtype, dtype));
            for (DType to : DType.values()) {
                add(cases, new Cast(to), List.of(dtype));
            }
        }
        add(cases, RandomBits.RANDOM_BITS, Collections.nCopies(3, DType.INT32));
        return cases.stream();
    }

    private static void add(List<Case> cases, Elementwise op, List<DType> inputs) {
        try {
            List<Type> types =
                    inputs.stream().map(dtype -> new Type(Shape.of(2), dtype)).toList();
            cases.add(new Case(op, inputs, op.infer(types).dtype()));
        } catch (DTypeException undefined) {
            // The operation does not take this dtype.
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sameBitsOnAllTargets(Case test) {
        var kernel = KernelBuilder.of(test.op(), test.result(), test.inputs().toArray(DType[]::new));
        for (int columns : COLUMNS) {
            Launch.dense(kernel, 2, columns, Noise.awkward(columns)).runEverywhere();
        }
    }

    @ParameterizedTest
    @EnumSource(Unary.class)
    void unaryValues(Unary op) {
        if (op == Unary.NOT) {
            return;
        }
        DoubleUnaryOperator plain = plain(op);
        List<Object> arrays = Launch.dense(
                        KernelBuilder.of(op, DType.FLOAT32, DType.FLOAT32), 1, 4098, Noise.awkward(3))
                .runEverywhere();
        float[] x = (float[]) arrays.get(0);
        float[] y = (float[]) arrays.get(1);
        for (int i = 0; i < x.length; i++) {
            assertClose(op + "(" + x[i] + ")", y[i], plain.applyAsDouble(x[i]));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Binary.class,
            names = {"ADD", "SUB", "MUL", "MUL_NO_NAN", "DIV", "POW", "ATAN2", "MAX", "MIN"})
    void binaryValues(Binary op) {
        DoubleBinaryOperator plain = plain(op);
        List<Object> arrays = Launch.dense(
                        KernelBuilder.of(op, DType.FLOAT32, DType.FLOAT32, DType.FLOAT32), 1, 4098, Noise.awkward(4))
                .runEverywhere();
        float[] a = (float[]) arrays.get(0);
        float[] b = (float[]) arrays.get(1);
        float[] y = (float[]) arrays.get(2);
        for (int i = 0; i < a.length; i++) {
            assertClose(op + "(" + a[i] + ", " + b[i] + ")", y[i], plain.applyAsDouble(a[i], b[i]));
        }
    }

    private static void assertClose(String what, float actual, double exact) {
        float expected = (float) exact;
        if (Double.isNaN(exact) || Float.isInfinite(expected) || Math.abs(expected) < 1e-37) {
            assertThat(actual).as(what).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-37f));
            assertThat(Math.copySign(1, actual) == Math.copySign(1, expected) || Double.isNaN(exact))
                    .as(what + ": the sign of " + actual)
                    .isTrue();
        } else {
            assertThat(Math.abs(actual - exact) / Math.ulp(expected))
                    .as(what + " = " + actual)
                    .isLessThan(2);
        }
    }

    private static DoubleUnaryOperator plain(Unary op) {
        return switch (op) {
            case NEG -> x -> -x;
            case ABS -> Math::abs;
            case SIGN -> Math::signum;
            case SQUARE -> x -> x * x;
            case RECIPROCAL -> x -> 1 / x;
            case SQRT -> Math::sqrt;
            case EXP -> StrictMath::exp;
            case EXPM1 -> StrictMath::expm1;
            case LOG -> StrictMath::log;
            case LOG1P -> StrictMath::log1p;
            case SIN -> StrictMath::sin;
            case COS -> StrictMath::cos;
            case TAN -> StrictMath::tan;
            case TANH -> StrictMath::tanh;
            case LOGISTIC -> ScalarFunction.LOGISTIC::of;
            case ERF -> ScalarFunction.ERF::of;
            case RELU -> x -> Math.max(x, 0.0);
            case FLOOR -> Math::floor;
            case CEIL -> Math::ceil;
            case ROUND -> Math::rint;
            case NOT -> throw new IllegalArgumentException("of bits");
        };
    }

    private static DoubleBinaryOperator plain(Binary op) {
        return switch (op) {
            case ADD -> Double::sum;
            case SUB -> (a, b) -> a - b;
            case MUL -> (a, b) -> a * b;
            case MUL_NO_NAN -> (a, b) -> a == 0 || b == 0 ? 0 : a * b;
            case DIV -> (a, b) -> a / b;
            // as IEEE 754 has it, which Java does not follow at 1 and -1
            case POW -> (a, b) -> a == 1 || a == -1 && Double.isInfinite(b) ? 1 : StrictMath.pow(a, b);
            case ATAN2 -> StrictMath::atan2;
            case MAX -> Math::max;
            case MIN -> Math::min;
            case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT -> throw new IllegalArgumentException("of bits");
        };
    }
}
