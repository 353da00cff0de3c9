package org.chainrule.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void aConfusionMatrixKnowsPrecisionAndRecall() {
        ConfusionMatrix matrix = ConfusionMatrix.of(Tensor.of(0, 0, 1, 1), Tensor.of(0, 1, 1, 1), 3)
                .and(ConfusionMatrix.of(Tensor.of(0), Tensor.of(0), 3));
        assertThat(matrix).hasToString("[[2, 0, 0], [1, 2, 0], [0, 0, 0]]");
        assertThat(matrix.accuracy()).isEqualTo(0.8);
        assertThat(matrix.precision(0)).isEqualTo(2.0 / 3);
        assertThat(matrix.recall(1)).isEqualTo(2.0 / 3);
        assertThat(matrix.f1(0)).isCloseTo(0.8, within(1e-12));
        assertThat(matrix.f1(2)).isZero();
        assertThat(matrix.f1(Average.MACRO)).isCloseTo(1.6 / 3, within(1e-12));
        assertThatThrownBy(() -> ConfusionMatrix.of(Tensor.of(3), Tensor.of(0), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 is none of 3 classes");
    }

    @Test
    void theNumbersOfTheClassesBecomeOne() {
        // 3 of class 0, 1 of class 1, 2 of class 2, which is never found
        ConfusionMatrix matrix = ConfusionMatrix.of(Tensor.of(0, 0, 1, 1, 0, 1), Tensor.of(0, 0, 0, 1, 2, 2), 3);
        double[] precision = {2.0 / 3, 1.0 / 3, 0};
        double[] recall = {2.0 / 3, 1, 0};
        double[] f1 = {2.0 / 3, 0.5, 0};
        assertThat(matrix.precision(Average.MACRO)).isCloseTo(mean(precision, 1, 1, 1), within(1e-12));
        assertThat(matrix.precision(Average.WEIGHTED)).isCloseTo(mean(precision, 3, 1, 2), within(1e-12));
        assertThat(matrix.recall(Average.MACRO)).isCloseTo(mean(recall, 1, 1, 1), within(1e-12));
        assertThat(matrix.recall(Average.WEIGHTED)).isCloseTo(0.5, within(1e-12));
        assertThat(matrix.f1(Average.MACRO)).isCloseTo(mean(f1, 1, 1, 1), within(1e-12));
        assertThat(matrix.f1(Average.WEIGHTED)).isCloseTo(mean(f1, 3, 1, 2), within(1e-12));
        assertThat(matrix.precision(Average.MICRO)).isEqualTo(0.5);
        assertThat(matrix.recall(Average.MICRO)).isEqualTo(0.5);
        assertThat(matrix.f1(Average.MICRO)).isEqualTo(0.5);
        ConfusionMatrix none = ConfusionMatrix.of(Tensor.of(new int[0]), Tensor.of(new int[0]), 2);
        assertThat(Average.values())
                .allSatisfy(average -> assertThat(none.f1(average)).isZero());
    }

    private static double mean(double[] values, double... weights) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
            total += weights[i];
        }
        return sum / total;
    }

    @Test
    void topKCountsTheRightClassAmongTheLargest() {
        Tensor logits = Tensor.of(new float[][] {{1, 2, 3}, {3, 2, 1}});
        assertThat(new TopK(1).correct(logits, Tensor.of(1, 0)).item()).isEqualTo(1);
        assertThat(new TopK(2).correct(logits, Tensor.of(1, 0)).item()).isEqualTo(2);
        assertThat(new TopK(2).correct(logits, Tensor.of(0L, 2L)).item()).isZero();
    }

    @Test
    void theAreaIsTheShareOfPairsInOrder() {
        float[] scores = RandomKey.of(2).uniform(Shape.of(40), 0, 10).floor().toFloats();
        int[] labels =
                RandomKey.of(3).uniform(Shape.of(40)).lt(0.4).cast(DType.INT32).toInts();
        double right = 0;
        int pairs = 0;
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 40; j++) {
                if (labels[i] == 1 && labels[j] == 0) {
                    pairs++;
                    right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        assertThat(AreaUnderCurve.of(Tensor.of(scores), Tensor.of(labels))).isCloseTo(right / pairs, within(1e-12));
        assertThat(AreaUnderCurve.of(Tensor.of(1f, 2), Tensor.of(1, 1))).isNaN();
    }

    @Test
    void errorsOfNumbers() {
        Tensor predictions = Tensor.of(1f, 2, 4);
        Tensor targets = Tensor.of(1f, 3, 2);
        assertThat(Errors.meanAbsolute(predictions, targets).item()).isEqualTo(1);
        assertThat(Errors.rootMeanSquare(predictions, targets).item()).isCloseTo(Math.sqrt(5.0 / 3), within(1e-6));
        assertThat(Errors.determination(predictions, targets).item()).isCloseTo(1 - 5.0 / 2, within(1e-5));
        assertThat(Errors.determination(targets, targets).item()).isEqualTo(1);
    }
}
