package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions that are composed of others: their values are those of {@link Math}, and so are their slopes. */
class FunctionsTest {
    static List<Arguments> composed() {
        return List.of(
                of("asin", Tensor::asin, Math::asin, -1, -0.999, -1e-9, 0, 0.5, 0.999999, 1),
                of("acos", Tensor::acos, Math::acos, -1, -0.999, -1e-9, 0, 0.5, 0.999999, 1),
                of("atan", Tensor::atan, Math::atan, -1e300, -2, -1e-9, 0, 0.5, 7, Double.POSITIVE_INFINITY),
                of("sinh", Tensor::sinh, Math::sinh, -710, -2, -1e-9, 0, 0.5, 7, Double.POSITIVE_INFINITY),
                of("cosh", Tensor::cosh, Math::cosh, -710, -2, -1e-9, 0, 0.5, 7, Double.NEGATIVE_INFINITY));
    }

    private static Arguments of(
            String name, UnaryOperator<Tensor> function, DoubleUnaryOperator expected, double... points) {
        return Arguments.argumentSet(name, function, expected, points);
    }

    @ParameterizedTest
    @MethodSource("composed")
    void valuesAreThoseOfMath(UnaryOperator<Tensor> function, DoubleUnaryOperator expected, double[] points) {
        double[] found = function.apply(Tensor.of(points)).toDoubles();
        for (int i = 0; i < points.length; i++) {
            double right = expected.applyAsDouble(points[i]);
            double distance = Double.isInfinite(right) ? 0 : Math.abs(right) * 1e-14;
            assertThat(found[i]).as("of " + points[i]).isCloseTo(right, within(distance));
        }
    }

    @ParameterizedTest
    @MethodSource("composed")
    void slopesAreRight(UnaryOperator<Tensor> function, DoubleUnaryOperator expected, double[] points) {
        double[] inside = Arrays.stream(points).filter(x -> Math.abs(x) < 0.99).toArray();
        GradCheck.of((Tensor x) -> function.apply(x).sum(), Tensor.of(inside)).assertPassed();
        GradCheck.of((Tensor x) -> Gradient.of(function.apply(x).sum()).at(x).sum(), Tensor.of(inside))
                .assertPassed();
    }

    @Test
    void hyperbolicFunctionsOverflowWhereTheirValuesDo() {
        double right = Math.cosh(89);
        Tensor x = Tensor.of(89f, 90f);
        assertThat(x.cosh().toFloats()[0]).isCloseTo((float) right, within(1e33f));
        assertThat(x.neg().sinh().toFloats()[0]).isCloseTo((float) -right, within(1e33f));
        assertThat(x.cosh().toFloats()[1]).isInfinite();
    }

    @Test
    void beyondOneNoAngleHasThatSine() {
        assertThat(Tensor.of(1.5f, -2f).asin().isNaN().not().any().item()).isZero();
        assertThat(Tensor.of(1.5f, -2f).acos().isNaN().not().any().item()).isZero();
    }

    @Test
    void whatIsNoNumberOrInfiniteIsFoundCompiledToo() {
        Tensor x = Tensor.of(1f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, -Float.MAX_VALUE);
        int[] finite = {1, 0, 0, 0, 1, 1};
        assertThat(x.isFinite().cast(DType.INT32).toInts()).containsExactly(finite);
        assertThat(x.isNaN().cast(DType.INT32).toInts()).containsExactly(0, 1, 0, 0, 0, 0);
        assertThat(Compiled.of((Tensor y) -> y.isFinite().cast(DType.INT32))
                        .apply(x)
                        .toInts())
                .containsExactly(finite);
        assertThat(Tensor.of(Integer.MIN_VALUE, 7).isFinite().cast(DType.INT32).toInts())
                .containsExactly(1, 1);
    }

    @Test
    void numbersAtEqualDistancesEndWhereTheyShould() {
        assertThat(Tensor.linspace(-1, 1, 5).toFloats()).containsExactly(-1, -0.5f, 0, 0.5f, 1);
        assertThat(Tensor.linspace(0, 0.1, 4).toFloats()).endsWith(0.1f);
        assertThatThrownBy(() -> Tensor.linspace(0, 1, 1)).isInstanceOf(ShapeException.class);
        assertThat(Tensor.eye(2, DType.FLOAT64).toDoubles()).containsExactly(1, 0, 0, 1);
    }
}
