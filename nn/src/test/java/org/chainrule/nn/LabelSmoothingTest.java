package org.chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against −Σ target·ln p in plain Java. */
class LabelSmoothingTest {
    private static final double[][] LOGITS = {{1, -2, 0.5}, {0.3, 4, -1}};
    private static final int[] LABELS = {2, 0};

    private static Tensor logits() {
        return Tensor.of(Arrays.stream(LOGITS).flatMapToDouble(Arrays::stream).toArray(), Shape.of(2, 3));
    }

    private static double target(int row, int column, double smoothing) {
        return (LABELS[row] == column ? 1 - smoothing : 0) + smoothing / 3;
    }

    private static double probability(int row, int column) {
        double sum = 0;
        for (double logit : LOGITS[row]) {
            sum += Math.exp(logit);
        }
        return Math.exp(LOGITS[row][column]) / sum;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1})
    void isTheCrossEntropyOfSmoothedTargets(double smoothing) {
        Tensor logits = logits();
        Tensor loss = new SoftmaxCrossEntropy(smoothing).of(logits, Tensor.of(LABELS));
        double[] slopes = Gradient.of(loss).at(logits).toDoubles();
        double expected = 0;
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                double target = target(row, column, smoothing);
                expected -= target * Math.log(probability(row, column)) / 2;
                assertThat(slopes[3 * row + column]).isCloseTo((probability(row, column) - target) / 2, within(1e-12));
            }
        }
        assertThat(loss.item()).isCloseTo(expected, within(1e-12));
        GradCheck.of(x -> new SoftmaxCrossEntropy(smoothing).of(x, Tensor.of(LABELS)), logits)
                .order(2)
                .assertPassed();
    }

    @Test
    void aWrongLabelIsNoNumberSmoothedToo() {
        Tensor logits = logits();
        Tensor loss = new SoftmaxCrossEntropy(0.1).of(logits, Tensor.of(3, 0));
        assertThat(loss.item()).isNaN();
        assertThat(Gradient.of(loss).at(logits).toDoubles()[0]).isNaN();
    }

    @Test
    void smoothingIsAShare() {
        assertThatThrownBy(() -> new SoftmaxCrossEntropy(1.5)).hasMessageContaining("from 0 to 1, not 1.5");
    }
}
