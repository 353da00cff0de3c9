package org.chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;

class AveragingTest {
    record Model(Tensor weight, Tensor count) {}

    private static final double[] WEIGHTS = {3, -1, 4, 1.5, -9, 2.6};

    private static WeightAverage<Model> averaged(Averaging averaging, DType dtype) {
        WeightAverage<Model> average = averaging.initial(new Model(Tensor.full(Shape.of(2), 100, dtype), Tensor.of(0)));
        for (int i = 0; i < WEIGHTS.length; i++) {
            average = averaging.update(average, new Model(Tensor.full(Shape.of(2), WEIGHTS[i], dtype), Tensor.of(i)));
        }
        return average;
    }

    @Test
    void theExponentialAverageBeginsWithTheFirstModelAndForgets() {
        double expected = WEIGHTS[0];
        for (int i = 1; i < WEIGHTS.length; i++) {
            expected = 0.8 * expected + 0.2 * WEIGHTS[i];
        }
        assertThat(averaged(new Ema(0.8), DType.FLOAT64).model().weight().toDoubles())
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(expected, expected);
    }

    @Test
    void stochasticWeightAveragingIsTheMean() {
        double mean = java.util.Arrays.stream(WEIGHTS).average().orElseThrow();
        WeightAverage<Model> average = averaged(new Swa(), DType.FLOAT64);
        assertThat(average.model().weight().toDoubles())
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(mean, mean);
        assertThat(average.count().item()).isEqualTo(WEIGHTS.length);
    }

    @Test
    void averagesKeepTheDtypeAndTheNewestOfWhatIsNoNumber() {
        Model model = averaged(new Ema(0.8), DType.FLOAT32).model();
        assertThat(model.weight().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(model.count().toInts()).containsExactly(WEIGHTS.length - 1);
    }

    @Test
    void theFirstModelIsTakenToTheBit() {
        Tensor w = Tensor.of(0.1f, 1e30f, -3e-20f);
        for (Averaging averaging : new Averaging[] {new Ema(0.999), new Swa()}) {
            Tensor start = Tensor.of(5f, 5f, 5f);
            assertThat(averaging.update(averaging.initial(start), w).model().toFloats())
                    .containsExactly(w.toFloats());
        }
    }

    @Test
    void aDecayIsLessThanOne() {
        assertThatThrownBy(() -> new Ema(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
