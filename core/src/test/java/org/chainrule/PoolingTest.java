package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Poolings against loops that follow the definition. */
class PoolingTest {
    record Case(int[] extent, int[] window, int[] stride, int[] pad, int[] dilation) {
        static Case random(int seed) {
            RandomGenerator random = new java.util.SplittableRandom(seed);
            int[] window = {random.nextInt(1, 4), random.nextInt(1, 4)};
            int[] pad = {random.nextInt(0, window[0] / 2 + 1), random.nextInt(0, window[1] / 2 + 1)};
            int[] dilation = {random.nextInt(1, 3), random.nextInt(1, 3)};
            boolean apart = random.nextBoolean();
            int[] stride = apart ? window : new int[] {random.nextInt(1, 4), random.nextInt(1, 4)};
            int[] extent = new int[2];
            for (int i = 0; i < 2; i++) {
                extent[i] = Math.max(1, (window[i] - 1) * dilation[i] + 1 - 2 * pad[i]) + random.nextInt(6);
            }
            return new Case(extent, window, stride, pad, dilation);
        }

        Pooling how() {
            return Pooling.of(window).withStride(stride).withPadding(pad).withDilation(dilation);
        }

        int count(int i) {
            return (extent[i] + 2 * pad[i] - dilation[i] * (window[i] - 1) - 1) / stride[i] + 1;
        }

        Tensor input() {
            return normal(1, 2, 3, extent[0], extent[1]);
        }

        double[] pool(double start, java.util.function.DoubleBinaryOperator combine) {
            double[] x = input().toDoubles();
            double[] result = new double[6 * count(0) * count(1)];
            for (int i = 0; i < result.length; i++) {
                int column = i % count(1);
                int row = i / count(1) % count(0);
                int image = i / count(1) / count(0);
                result[i] = start;
                for (int p = 0; p < window[0]; p++) {
                    for (int q = 0; q < window[1]; q++) {
                        int v = row * stride[0] + p * dilation[0] - pad[0];
                        int u = column * stride[1] + q * dilation[1] - pad[1];
                        if (v >= 0 && v < extent[0] && u >= 0 && u < extent[1]) {
                            result[i] = combine.applyAsDouble(result[i], x[(image * extent[0] + v) * extent[1] + u]);
                        }
                    }
                }
            }
            return result;
        }
    }

    private static Tensor normal(int seed, int... extents) {
        return RandomKey.of(seed)
                .normal(Shape.of(extents))
                .evaluate()
                .cast(DType.FLOAT64)
                .evaluate();
    }

    static Stream<Case> cases() {
        return IntStream.range(0, 40).mapToObj(Case::random);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLargestAndTheMeanOfEveryWindow(Case c) {
        Tensor largest = c.input().maxPool2d(c.how());
        Tensor mean = c.input().averagePool2d(c.how());
        Shape shape = Shape.of(2, 3, c.count(0), c.count(1));
        assertThat(largest.shape()).isEqualTo(shape);
        assertThat(mean.shape()).isEqualTo(shape);
        double[] sums = c.pool(0, Double::sum);
        double[] means = java.util.Arrays.stream(sums)
                .map(sum -> sum / (c.window[0] * c.window[1]))
                .toArray();
        double[] most = c.pool(Double.NEGATIVE_INFINITY, Math::max);
        assertThat(largest.toDoubles()).containsExactly(most);
        assertThat(mean.toDoubles()).containsExactly(means, within(1e-12));
        Compiled<Tensor, List<Tensor>> both = Compiled.of(x -> List.of(x.maxPool2d(c.how()), x.averagePool2d(c.how())));
        List<Tensor> compiled = both.apply(c.input());
        assertThat(compiled.get(0).toDoubles()).containsExactly(most);
        assertThat(compiled.get(1).toDoubles()).containsExactly(means, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAreThoseOfDifferences(Case c) {
        Tensor x = c.input().slice(1, 0, 1).slice(0, 0, 1);
        GradCheck.of((Tensor at) -> at.maxPool2d(c.how()).square(), x).assertPassed();
        GradCheck.of((Tensor at) -> at.averagePool2d(c.how()).square(), x)
                .order(2)
                .assertPassed();
    }

    @Test
    void oneAxisIsPooledLikeTwo() {
        Tensor x = normal(2, 2, 9);
        Pooling how = Pooling.of(3).withStride(2).withPadding(1);
        Pooling flat = Pooling.of(1, 3).withStride(1, 2).withPadding(0, 1);
        assertThat(x.maxPool1d(how).toDoubles())
                .containsExactly(x.unsqueeze(1).maxPool2d(flat).toDoubles());
        assertThat(x.averagePool1d(how).toDoubles())
                .containsExactly(x.unsqueeze(1).averagePool2d(flat).toDoubles(), within(1e-12));
    }

    @Test
    void whatIsPaddedIsNeverTheLargest() {
        Tensor x = Tensor.of(new double[] {-5, -7, -6}, Shape.of(1, 3));
        assertThat(x.maxPool1d(Pooling.of(3).withStride(1).withPadding(1)).toDoubles())
                .containsExactly(-5, -5, -6);
        Tensor whole = Tensor.of(new int[] {-5, -7, -6}, Shape.of(1, 3));
        assertThat(whole.maxPool1d(Pooling.of(3).withStride(1).withPadding(1)).toInts())
                .containsExactly(-5, -5, -6);
    }

    @Test
    void elementsThatTieShareTheGradient() {
        Tensor x = Tensor.of(new double[] {3, 3, 1, 2}, Shape.of(1, 4));
        assertThat(Gradient.of(x.maxPool1d(Pooling.of(2)).sum()).at(x).toDoubles())
                .containsExactly(0.5, 0.5, 0, 1);
    }

    @Test
    void errorsSayWhatDoesNotFit() {
        assertThatThrownBy(() -> Tensor.zeros(1, 3).maxPool1d(Pooling.of(4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("maxPool1d: input [1, 3]: windows of 4 reach over 4 elements, axis 1 has 3");
        assertThatThrownBy(() -> Tensor.zeros(1, 3).maxPool1d(Pooling.of(2).withPadding(2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("half of the window");
        assertThatThrownBy(() -> Tensor.zeros(3).averagePool2d(Pooling.of(2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("at least 2 axes");
    }
}
