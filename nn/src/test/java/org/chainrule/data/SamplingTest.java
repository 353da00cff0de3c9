package org.chainrule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;

class SamplingTest {
    /** 90 of class 4, 9 of class 7, 1 of class 0. */
    private static final int[] LABELS =
            IntStream.range(0, 100).map(i -> i == 50 ? 0 : i % 11 == 3 ? 7 : 4).toArray();

    @Test
    void balancedEpochsHaveEachClassEquallyOften() {
        int[] order = Sampling.balanced(LABELS).order(100, 1, 1);
        assertThat(order).hasSize(100);
        Map<Integer, Long> counts =
                counts(Arrays.stream(order).map(number -> LABELS[number]).toArray());
        assertThat(counts).containsOnlyKeys(0, 4, 7);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(33L, 34L));
        // of a frequent class none comes twice, of a rare one each nearly equally often
        Map<Integer, Long> times = counts(order);
        assertThat(times.entrySet()).allSatisfy(entry -> {
            switch (LABELS[entry.getKey()]) {
                case 4 -> assertThat(entry.getValue()).isEqualTo(1);
                case 7 -> assertThat(entry.getValue()).isBetween(3L, 4L);
                default -> assertThat(entry.getValue()).isBetween(33L, 34L);
            }
        });
    }

    @Test
    void theSameSeedAndEpochGiveTheSameOrderAndOthersAnother() {
        for (Sampling sampling :
                new Sampling[] {Sampling.shuffled(), Sampling.balanced(LABELS), Sampling.weighted(weights())}) {
            int[] order = sampling.order(100, 5, 2);
            assertThat(sampling.order(100, 5, 2)).isEqualTo(order);
            assertThat(sampling.order(100, 5, 3)).isNotEqualTo(order);
            assertThat(sampling.order(100, 6, 2)).isNotEqualTo(order);
        }
    }

    @Test
    void examplesAreDrawnAsOftenAsTheirWeightsSay() {
        double[] weights = weights();
        long[] drawn = new long[100];
        for (int epoch = 0; epoch < 400; epoch++) {
            Arrays.stream(Sampling.weighted(weights).order(100, 1, epoch)).forEach(number -> drawn[number]++);
        }
        assertThat(drawn[0]).isZero();
        // 40,000 draws; an example of weight w is expected w·40,000/4950 times
        for (int i = 1; i < 100; i++) {
            double expected = 40_000.0 * i / 4950;
            assertThat((double) drawn[i])
                    .isBetween(expected - 5 * Math.sqrt(expected), expected + 5 * Math.sqrt(expected));
        }
    }

    @Test
    void labelsAreReadFromADataSet() {
        Dataset examples = new Examples(Tensor.of(new float[300], Shape.of(100, 3)), Tensor.of(LABELS));
        assertThat(Sampling.balanced(examples).order(100, 1, 1))
                .isEqualTo(Sampling.balanced(LABELS).order(100, 1, 1));
        Dataset numbers = new Examples(Tensor.of(new float[4], Shape.of(2, 2)), Tensor.of(1f, 2f));
        assertThatThrownBy(() -> Sampling.balanced(numbers)).hasMessageContaining("no class numbers");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Sampling.balanced(LABELS).order(99, 1, 1)).hasMessageContaining("100 labels");
        assertThatThrownBy(() -> Sampling.weighted(1, 2).order(3, 1, 1)).hasMessageContaining("2 weights");
        assertThatThrownBy(() -> Sampling.weighted(1, -2)).hasMessageContaining("example 1");
        assertThatThrownBy(() -> Sampling.weighted(1, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Sampling.weighted(0, 0)).hasMessageContaining("no example to draw");
    }

    @Test
    void theTextTellsSamplingsApart() {
        int[] other = LABELS.clone();
        other[3] = 4;
        assertThat(Sampling.balanced(LABELS))
                .hasToString(Sampling.balanced(LABELS.clone()).toString());
        assertThat(Sampling.balanced(LABELS).toString())
                .isNotEqualTo(Sampling.balanced(other).toString());
        assertThat(Sampling.weighted(1, 2).toString())
                .isNotEqualTo(Sampling.weighted(2, 1).toString());
    }

    private static double[] weights() {
        return IntStream.range(0, 100).asDoubleStream().toArray();
    }

    private static Map<Integer, Long> counts(int... numbers) {
        return Arrays.stream(numbers)
                .boxed()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
