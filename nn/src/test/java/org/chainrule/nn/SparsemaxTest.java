package org.chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;

class SparsemaxTest {
    /** The projection on the simplex, its τ found by halving intervals. */
    private static double[] projected(double... x) {
        double low = Arrays.stream(x).max().orElseThrow() - 1;
        double high = low + 1;
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            double sum = Arrays.stream(x).map(v -> Math.max(v - middle, 0)).sum();
            if (sum > 1) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double threshold = low;
        return Arrays.stream(x).map(v -> Math.max(v - threshold, 0)).toArray();
    }

    @Test
    void isTheNearestPointOfTheSimplex() {
        Tensor x = RandomKey.of(1).normal(Shape.of(20, 9)).cast(DType.FLOAT64).evaluate();
        double[] y = new Sparsemax().apply(x).toDoubles();
        int zeros = 0;
        for (int row = 0; row < 20; row++) {
            double[] expected = projected(Arrays.copyOfRange(x.toDoubles(), 9 * row, 9 * row + 9));
            double[] found = Arrays.copyOfRange(y, 9 * row, 9 * row + 9);
            assertThat(found).containsExactly(expected, within(1e-12));
            zeros += (int) Arrays.stream(found).filter(value -> value == 0).count();
        }
        assertThat(zeros).isGreaterThan(40);
    }

    @Test
    void knownValues() {
        assertThat(new Sparsemax().apply(Tensor.of(1.0, 0.5, -1.0)).toDoubles())
                .containsExactly(new double[] {0.75, 0.25, 0}, within(1e-12));
        assertThat(new Sparsemax().apply(Tensor.of(2.0, 2.0, 2.0, 2.0)).toDoubles())
                .containsExactly(new double[] {0.25, 0.25, 0.25, 0.25}, within(1e-12));
        assertThat(new Sparsemax().apply(Tensor.of(-7f)).toFloats()).containsExactly(1);
        assertThat(new Sparsemax().apply(Tensor.of(1e30f, 0f, -1e30f)).toFloats())
                .containsExactly(1, 0, 0);
    }

    @Test
    void anyAxisMayAddUpToOne() {
        Tensor x = RandomKey.of(2).normal(Shape.of(3, 4, 5));
        for (int axis = -3; axis < 3; axis++) {
            float[] sums = new Sparsemax(axis).apply(x).sum(axis).toFloats();
            assertThat(sums).usingComparatorWithPrecision(1e-6f).containsOnly(1);
        }
    }

    @Test
    void hasTheGradientOfItsFormula() {
        Tensor x = RandomKey.of(3).normal(Shape.of(4, 6)).cast(DType.FLOAT64);
        Tensor weights = RandomKey.of(4).normal(Shape.of(4, 6)).cast(DType.FLOAT64);
        GradCheck.of(z -> new Sparsemax().apply(z).mul(weights).sum(), x).assertPassed();
        GradCheck.of(z -> new Sparsemax(0).apply(z).square().mul(weights).sum(), x)
                .order(2)
                .assertPassed();
    }

    @Test
    void theGradientIsZeroOutsideAndHasNoMeanInside() {
        Tensor x = Tensor.of(1.0, 0.5, -1.0);
        Tensor loss = new Sparsemax().apply(x).mul(Tensor.of(3.0, 1.0, 5.0)).sum();
        assertThat(Gradient.of(loss).at(x).toDoubles()).containsExactly(new double[] {1, -1, 0}, within(1e-12));
    }
}
