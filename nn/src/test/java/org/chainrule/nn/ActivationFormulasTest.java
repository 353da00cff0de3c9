package org.chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every non-linearity against its formula in double precision, and its gradient against differences. */
class ActivationFormulasTest {
    private static final double[] PLACES = {-30, -6.5, -3.2, -1.7, -0.4, -1e-3, 0.3, 0.9, 1.4, 2.6, 5.9, 6.8, 30};

    static Stream<Arguments> formulas() {
        DoubleUnaryOperator sigmoid = x -> 1 / (1 + Math.exp(-x));
        DoubleUnaryOperator softplus = x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
        DoubleUnaryOperator gate = x -> Math.min(Math.max(x + 3, 0), 6) / 6;
        return Stream.of(
                row(Activation.LOGISTIC, sigmoid),
                row(Activation.TANH, Math::tanh),
                row(Activation.HARD_TANH, x -> Math.clamp(x, -1.0, 1.0)),
                row(Activation.RELU, x -> Math.max(x, 0)),
                row(Activation.LEAKY_RELU, x -> x > 0 ? x : 0.01 * x),
                row(Activation.RELU6, x -> Math.clamp(x, 0.0, 6.0)),
                row(Activation.ELU, x -> x > 0 ? x : Math.expm1(x)),
                row(Activation.SELU, x -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x))),
                row(Activation.GELU, x -> x * normal(x)),
                row(
                        Activation.GELU_TANH,
                        x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
                row(Activation.SILU, x -> x * sigmoid.applyAsDouble(x)),
                row(Activation.MISH, x -> x * Math.tanh(softplus.applyAsDouble(x))),
                row(Activation.SOFTPLUS, softplus),
                row(Activation.SOFTSIGN, x -> x / (1 + Math.abs(x))),
                row(Activation.HARD_SIGMOID, gate),
                row(Activation.HARD_SWISH, x -> x * gate.applyAsDouble(x)),
                row(Activation.IDENTITY, x -> x),
                row(new LeakyRelu(0.3), x -> x > 0 ? x : 0.3 * x),
                row(new Elu(0.7), x -> x > 0 ? x : 0.7 * Math.expm1(x)),
                row(new Celu(2), x -> x > 0 ? x : 2 * Math.expm1(x / 2)),
                row(new Softplus(3), x -> softplus.applyAsDouble(3 * x) / 3),
                row(Prelu.shared(), x -> x > 0 ? x : 0.25 * x));
    }

    private static Arguments row(Layer layer, DoubleUnaryOperator formula) {
        return Arguments.of(layer, formula);
    }

    /** Φ(x) by the trapezoidal rule over the density. */
    private static double normal(double x) {
        int steps = 200_000;
        double width = x / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double t = i * width;
            sum += (i == 0 || i == steps ? 0.5 : 1) * Math.exp(-t * t / 2);
        }
        return 0.5 + sum * width / Math.sqrt(2 * Math.PI);
    }

    @ParameterizedTest
    @EnumSource(names = {"GELU", "GELU_TANH", "SILU", "MISH", "HARD_SWISH"})
    void aGateIsShutAtMinusInfinityAndOverflowsNowhere(Activation activation) {
        float[] places = {Float.NEGATIVE_INFINITY, -Float.MAX_VALUE, Float.MAX_VALUE, Float.POSITIVE_INFINITY};
        Tensor floats = Tensor.of(places);
        assertThat(activation.apply(floats).toFloats()).containsExactly(0, 0, Float.MAX_VALUE, Float.POSITIVE_INFINITY);
        assertThat(Gradient.of(activation.apply(floats).sum()).at(floats).toFloats())
                .containsExactly(0, 0, 1, 1);
        Tensor doubles = Tensor.of(Double.NEGATIVE_INFINITY, -Double.MAX_VALUE, Double.MAX_VALUE);
        assertThat(activation.apply(doubles).toDoubles()).containsExactly(0, 0, Double.MAX_VALUE);
        assertThat(activation.apply(Tensor.of(Float.NaN)).item()).isNaN();
        // compiled, in whole vectors and their rest
        float[] many = Compiled.of((Tensor x) -> activation.apply(x))
                .apply(Tensor.full(Shape.of(1000), Float.NEGATIVE_INFINITY, DType.FLOAT32))
                .toFloats();
        assertThat(many).containsOnly(0);
        float[] large = Compiled.of((Tensor x) -> activation.apply(x))
                .apply(Tensor.full(Shape.of(1000), Float.MAX_VALUE, DType.FLOAT32))
                .toFloats();
        assertThat(large).containsOnly(Float.MAX_VALUE);
    }

    @Test
    void softsignIsFlatAtInfinityAndAsSteepAsItsFormulaFarOut() {
        float[] places = {
            Float.NEGATIVE_INFINITY,
            -Float.MAX_VALUE,
            -1e12f,
            -3e4f,
            3e4f,
            1e12f,
            Float.MAX_VALUE,
            Float.POSITIVE_INFINITY
        };
        float[] values = {-1, -1, -1, -(float) (3e4 / 30_001), (float) (3e4 / 30_001), 1, 1, 1};
        float[] slopes = {0, 0, 1e-24f, (float) (1 / 30_001.0 / 30_001), (float) (1 / 30_001.0 / 30_001), 1e-24f, 0, 0};
        float bend = (float) (-2 / 30_001.0 / 30_001 / 30_001);
        float[] bends = {0, 0, 2e-36f, -bend, bend, -2e-36f, 0, 0};
        Tensor x = Tensor.of(places);
        for (Function<Tensor, List<Tensor>> tier : List.<Function<Tensor, List<Tensor>>>of(
                t -> derivatives(Activation.SOFTSIGN, t),
                Compiled.of((Tensor t) -> derivatives(Activation.SOFTSIGN, t))::apply)) {
            List<Tensor> results = tier.apply(x);
            assertClose(results.get(0), values, 1e-6f);
            assertClose(results.get(1), slopes, 1e-6f);
            assertClose(results.get(2), bends, 1e-6f);
        }
        Tensor doubles = Tensor.of(Double.NEGATIVE_INFINITY, -Double.MAX_VALUE, 1e100, Double.POSITIVE_INFINITY);
        assertThat(Activation.SOFTSIGN.apply(doubles).toDoubles()).containsExactly(-1, -1, 1, 1);
        assertThat(derivatives(Activation.SOFTSIGN, doubles).get(1).toDoubles()[2])
                .isCloseTo(1e-200, withinPercentage(1e-10));
        assertThat(Activation.SOFTSIGN.apply(Tensor.of(Float.NaN)).item()).isNaN();
    }

    @Test
    void theTanhFormOfGeluKeepsItsDigitsInItsTails() {
        float[] places = {-8, -6, -5.1f, -5, -4.6f, -3, 0, 1e-4f, 3, 4.6f, 5, 5.1f, 6};
        double[] exactPlaces =
                IntStream.range(0, places.length).mapToDouble(i -> places[i]).toArray();
        List<Tensor> floats = derivatives(Activation.GELU_TANH, Tensor.of(places));
        List<Tensor> exact = derivatives(Activation.GELU_TANH, Tensor.of(exactPlaces));
        for (int order = 0; order < floats.size(); order++) {
            assertClose(floats.get(order), exact.get(order).cast(DType.FLOAT32).toFloats(), 1e-4f);
        }
    }

    /** Value, gradient and second gradient. */
    private static List<Tensor> derivatives(Layer layer, Tensor x) {
        Tensor value = layer.apply(x);
        Tensor slope = Gradient.of(value.sum()).at(x);
        return List.of(value, slope, Gradient.of(slope.sum()).at(x));
    }

    private static void assertClose(Tensor tensor, float[] expected, float relative) {
        float[] actual = tensor.toFloats();
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("%s", i).isCloseTo(expected[i], within(Math.abs(expected[i]) * relative));
        }
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void isItsFormula(Layer layer, DoubleUnaryOperator formula) {
        double[] values = wide(layer).apply(Tensor.of(PLACES)).toDoubles();
        for (int i = 0; i < PLACES.length; i++) {
            double expected = formula.applyAsDouble(PLACES[i]);
            assertThat(values[i]).as("at %s", PLACES[i]).isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
        }
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void hasTheGradientOfItsFormula(Layer layer, DoubleUnaryOperator formula) {
        GradCheck.of(x -> wide(layer).apply(x).sum(), Tensor.of(PLACES))
                .order(2)
                .assertPassed();
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void isFiniteFarOut(Activation activation) {
        Tensor far = Tensor.of(-1e30f, -200f, 200f, 1e30f);
        float[] slopes = Gradient.of(activation.apply(far).sum()).at(far).toFloats();
        for (int i = 0; i < slopes.length; i++) {
            assertThat(slopes[i]).as("slope at %s", far.toFloats()[i]).isFinite();
        }
    }

    private static Layer wide(Layer layer) {
        return layer instanceof Prelu prelu ? new Prelu(prelu.slope().cast(DType.FLOAT64)) : layer;
    }

    @Test
    void aSlopeForEachChannelStandsAlongAxisOne() {
        Prelu prelu = new Prelu(Tensor.of(0.1f, 0.5f));
        Tensor x = Tensor.full(Shape.of(1, 2, 2), -1, DType.FLOAT32);
        assertThat(prelu.apply(x).toFloats()).containsExactly(-0.1f, -0.1f, -0.5f, -0.5f);
        assertThat(prelu.apply(Tensor.of(new float[][] {{-2, -2}})).toFloats()).containsExactly(-0.2f, -1f);
        Tensor loss = prelu.apply(x).sum();
        assertThat(Gradient.of(loss).at(prelu).slope().toFloats()).containsExactly(-2, -2);
    }

    @Test
    void gatedUnitsHalveTheirAxis() {
        Tensor x = Tensor.of(new float[][] {{2, -1, 0, 1}});
        assertThat(new Glu().apply(x).toFloats())
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(1, -0.7310586f);
        assertThat(new SwiGlu().apply(x).toFloats())
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(0, -0.26894143f);
        assertThatThrownBy(() -> new Glu().apply(Tensor.of(1f, 2f, 3f)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("3 elements");
    }

    @Test
    void softmaxAddsUpToOneAndItsLogarithmIsRightWhereItIsZero() {
        Tensor x = Tensor.of(new float[][] {{1000, 0, 1000}, {1, 2, 3}});
        assertThat(new Softmax().apply(x).sum(1).toFloats())
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(1, 1);
        assertThat(new LogSoftmax().apply(x).toFloats()[1]).isEqualTo(-1000 - (float) Math.log(2));
        assertThat(new Softmax(0).apply(x).toFloats()[0]).isEqualTo(1);
    }
}
