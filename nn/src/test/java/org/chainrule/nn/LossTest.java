package org.chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-5);

    @Test
    void meanSquaredError() {
        Tensor loss = new MeanSquaredError().of(Tensor.of(1f, 2, 3), Tensor.of(0f, 2, 5));
        assertThat(loss.item()).isCloseTo(5.0 / 3, CLOSE);
    }

    @Test
    void meanSquaredErrorRefusesToBroadcast() {
        assertThatThrownBy(() -> new MeanSquaredError().of(Tensor.zeros(3, 1), Tensor.zeros(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[3, 1]");
    }

    @Test
    void crossEntropyIsMinusTheLogarithmOfTheRightClass() {
        Tensor logits = Tensor.of(new float[][] {{1, 2, 3}, {0, 0, 0}});
        double first = -1 + Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3));
        double expected = (first + Math.log(3)) / 2;
        assertThat(new SoftmaxCrossEntropy().of(logits, Tensor.of(0, 2)).item()).isCloseTo(expected, CLOSE);
    }

    @Test
    void theGradientOfCrossEntropyIsSoftmaxMinusOneHot() {
        Tensor logits = Tensor.of(new float[][] {{1, 2, 3}});
        Tensor loss = new SoftmaxCrossEntropy().of(logits, Tensor.of(1));
        float[] softmax = logits.softmax(1).toFloats();
        softmax[1] -= 1;
        assertThat(Gradient.of(loss).at(logits).toFloats())
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(softmax);
    }

    @Test
    void hugeLogitsGiveNoNaN() {
        Tensor logits = Tensor.of(new float[][] {{1e4f, -1e4f, 0}, {-1e4f, -1e4f, -1e4f}});
        Tensor loss = new SoftmaxCrossEntropy().of(logits, Tensor.of(1, 0));
        assertThat(loss.item()).isCloseTo((2e4 + Math.log(3)) / 2, Offset.offset(1.0));
        assertThat(Gradient.of(loss).at(logits).toFloats()).doesNotContain(Float.NaN);
    }

    @Test
    void crossEntropyRefusesLabelsOfAnotherForm() {
        Tensor logits = Tensor.zeros(4, 3);
        assertThatThrownBy(() -> new SoftmaxCrossEntropy().of(logits, Tensor.zeros(4)))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("float32[4]")
                .hasMessageContaining("whole numbers");
        assertThatThrownBy(() -> new SoftmaxCrossEntropy().of(logits.cast(DType.INT32), Tensor.of(0, 1, 2, 0)))
                .isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> new SoftmaxCrossEntropy().of(logits, Tensor.of(0, 1)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[4, 3]")
                .hasMessageContaining("[2]");
    }

    static Stream<Tensor> noClasses() {
        return Stream.of(
                Tensor.of(0, 2),
                Tensor.of(0, 5),
                Tensor.of(0, -1),
                Tensor.of(0, Integer.MIN_VALUE),
                Tensor.of(0L, 1L << 32),
                Tensor.of(0L, -1L << 32));
    }

    @ParameterizedTest
    @MethodSource("noClasses")
    void aLabelThatIsNoClassMakesTheLossAndItsGradientNaN(Tensor labels) {
        Tensor logits = Tensor.of(new float[][] {{1, 2}, {3, 4}});
        Function<List<Tensor>, List<Tensor>> both = given -> {
            Tensor loss = new SoftmaxCrossEntropy().of(given.get(0), given.get(1));
            return List.of(loss, Gradient.of(loss).at(given.get(0)), Accuracy.correct(given.get(0), given.get(1)));
        };
        for (Function<List<Tensor>, List<Tensor>> tier : List.of(both, Compiled.of(both))) {
            List<Tensor> results = tier.apply(List.of(logits, labels));
            assertThat(results.get(0).item()).isNaN();
            float[] gradient = results.get(1).toFloats();
            assertThat(gradient[0]).isNotNaN();
            assertThat(new float[] {gradient[2], gradient[3]}).containsOnly(Float.NaN);
            assertThat(results.get(2).item()).isZero();
        }
    }

    @Test
    void int64LabelsGiveTheSameLoss() {
        Tensor logits = Tensor.of(new float[][] {{1, 2, 3}, {0, 0, 0}});
        assertThat(new SoftmaxCrossEntropy().of(logits, Tensor.of(0L, 2L)).item())
                .isEqualTo(new SoftmaxCrossEntropy().of(logits, Tensor.of(0, 2)).item());
    }

    @Test
    void accuracyCountsTheRightOnes() {
        Tensor logits = Tensor.of(new float[][] {{1, 2, 3}, {3, 2, 1}, {0, 5, 0}});
        assertThat(Accuracy.correct(logits, Tensor.of(2, 1, 1)).item()).isEqualTo(2);
    }

    @Test
    void theGradientOfAModelIsTheSameRecord() {
        Mlp model = Mlp.of(java.util.List.of(4, 3, 2), Activation.TANH, RandomKey.of(1));
        Tensor x = RandomKey.of(2).normal(Shape.of(5, 4));
        Mlp gradient = Gradient.of(model.apply(x).square().sum()).at(model);
        assertThat(gradient.layers()).hasSize(2);
        assertThat(gradient.layers().get(0).weight().shape()).isEqualTo(Shape.of(4, 3));
        assertThat(gradient.activation()).isEqualTo(Activation.TANH);
    }
}
