package org.chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;

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
        assertThatThrownBy(() -> new SoftmaxCrossEntropy().of(Tensor.zeros(4, 3), Tensor.zeros(4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("whole numbers");
    }

    @Test
    void accuracyCountsTheRightOnes() {
        Tensor logits = Tensor.of(new float[][] {{1, 2, 3}, {3, 2, 1}, {0, 5, 0}});
        assertThat(Accuracy.correct(logits, Tensor.of(2, 1, 1)).item()).isEqualTo(2);
    }

    @Test
    void theL2PenaltyLeavesBiasesOut() {
        Dense dense = new Dense(Tensor.of(new float[][] {{1, 2}, {3, 4}}), Tensor.of(5f, 6));
        assertThat(new L2(0.5).added(Tensor.scalar(1), dense).item()).isCloseTo(1 + 0.5 * 30, CLOSE);
        Tensor loss = Tensor.scalar(1);
        assertThat(new L2(0).added(loss, dense)).isEqualTo(loss);
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
