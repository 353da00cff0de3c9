package org.chainrule.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.chainrule.graph.DType;
import org.chainrule.graph.ScalarFunction;
import org.chainrule.graph.Unary;
import org.chainrule.kernel.Kernel;
import org.chainrule.kernel.Layout;
import org.chainrule.warmup.KernelCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The float32 polynomials, over floats of all magnitudes. */
class TranscendentalAccuracyTest {
    private static final int BITS_APART = 1999;
    private static final int CHUNK = 4096;

    @ParameterizedTest
    @EnumSource(
            value = Unary.class,
            names = {"EXP", "EXPM1", "LOG", "LOG1P", "TANH", "LOGISTIC", "ERF"})
    void withinTwoUnitsInTheLastPlace(Unary op) {
        DoubleUnaryOperator exact = ScalarFunction.valueOf(op.name())::of;
        Kernel kernel = KernelBuilder.of(op, DType.FLOAT32, DType.FLOAT32);
        KernelCode code = KernelCompiler.compile(kernel, Columns.WHOLE, Target.preferred());
        int[] arguments = new int[kernel.layout().bound(0)];
        arguments[Layout.COLUMNS] = CHUNK;
        arguments[kernel.layout().operand(0) + 1] = 1;
        arguments[kernel.layout().operand(1) + 1] = 1;
        float[] x = new float[CHUNK];
        float[] y = new float[CHUNK];
        double worst = 0;
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; ) {
            for (int i = 0; i < CHUNK; i++) {
                x[i] = Float.intBitsToFloat((int) Math.min(bits, Integer.MAX_VALUE));
                bits += BITS_APART;
            }
            code.run(new Object[] {x, y}, arguments, 0, 1, 0, CHUNK);
            for (int i = 0; i < CHUNK; i++) {
                worst = Math.max(worst, error(op, x[i], y[i], exact.applyAsDouble(x[i])));
            }
        }
        assertThat(worst).isLessThan(2);
    }

    /** The error in units in the last place; what rounds to NaN, infinity or zero must be that. */
    private static double error(Unary op, float x, float actual, double exact) {
        float expected = (float) exact;
        boolean flushed = op == Unary.LOGISTIC && x < -87.3f && actual == 0;
        boolean special = !Float.isFinite(expected) || expected == 0;
        if (flushed || (special && Float.compare(actual, expected) == 0)) {
            return 0;
        }
        double error = Math.abs(actual - exact) / Math.ulp(expected);
        assertThat(error).as("%s(%s) = %s, not %s", op, x, actual, expected).isNotNaN();
        return error;
    }
}
