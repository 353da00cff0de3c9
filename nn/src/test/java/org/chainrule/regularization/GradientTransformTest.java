package org.chainrule.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;

class GradientTransformTest {
    private static final Tensor FIRST = Tensor.scalar(0, DType.INT32);
    private static final RandomKey KEY = RandomKey.of(3);

    private static List<Tensor> applied(GradientTransform transform, Tensor... gradients) {
        return transform.apply(List.of(gradients), FIRST, KEY);
    }

    @Test
    void eachNumberIsClipped() {
        Tensor whole = Tensor.of(5, -5);
        List<Tensor> clipped = applied(new ClipValue(1.5), Tensor.of(-9f, -1.5f, 0f, 1f, Float.NaN, 2f), whole);
        assertThat(clipped.getFirst().toFloats()).containsExactly(-1.5f, -1.5f, 0, 1, Float.NaN, 1.5f);
        assertThat(clipped.getLast()).isEqualTo(whole);
    }

    @Test
    void allNumbersTogetherAreShortened() {
        double[] a = {1, -2, 3};
        double[] b = {-4, 5};
        double norm = Math.sqrt(Arrays.stream(a).map(x -> x * x).sum()
                + Arrays.stream(b).map(x -> x * x).sum());
        for (double limit : new double[] {0.5, 7, 8, 1e9}) {
            double scale = Math.min(1, limit / (norm + 1e-6));
            List<Tensor> clipped = applied(new ClipNorm(limit), Tensor.of(a), Tensor.of(b), Tensor.of(3));
            assertThat(clipped.get(0).toDoubles())
                    .containsExactly(Arrays.stream(a).map(x -> x * scale).toArray(), within(1e-12));
            assertThat(clipped.get(1).toDoubles())
                    .containsExactly(Arrays.stream(b).map(x -> x * scale).toArray(), within(1e-12));
            assertThat(clipped.get(2).toInts()).containsExactly(3);
        }
    }

    @Test
    void clippingNeedsNeitherStepNorKey() {
        List<Tensor> gradients = List.of(Tensor.of(3f, -4f), Tensor.of(7));
        assertThat(new ClipNorm(1).of(gradients).getFirst().toFloats())
                .containsExactly(applied(new ClipNorm(1), gradients.getFirst(), gradients.getLast())
                        .getFirst()
                        .toFloats());
        assertThat(new ClipValue(3.5).of(gradients).getFirst().toFloats()).containsExactly(3, -3.5f);
    }

    @Test
    void whatIsShortEnoughStaysToTheBit() {
        Tensor gradient = Tensor.of(0.1f, 0.2f, 0.3f);
        assertThat(applied(new ClipNorm(1), gradient).getFirst().toFloats()).containsExactly(gradient.toFloats());
        assertThat(applied(new ClipNorm(1), Tensor.zeros(3, 0), Tensor.zeros(2))
                        .getLast()
                        .toFloats())
                .containsExactly(0, 0);
    }

    @Test
    void dtypesMayBeMixed() {
        List<Tensor> clipped = applied(new ClipNorm(1), Tensor.of(3f), Tensor.of(4.0));
        assertThat(clipped.getFirst().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(clipped.getFirst().item()).isCloseTo(0.6, within(1e-6));
        assertThat(clipped.getLast().item()).isCloseTo(0.8, within(1e-6));
        assertThat(ClipNorm.norm(List.of()).item()).isZero();
    }

    @Test
    void aNormThatIsNoNumberIsSeenEverywhere() {
        List<Tensor> clipped = applied(new ClipNorm(1), Tensor.of(1f), Tensor.of(Float.NaN));
        assertThat(clipped).allMatch(gradient -> Double.isNaN(gradient.item()));
    }

    @Test
    void noiseHasItsVarianceAndFallsWithTheStep() {
        Tensor zeros = Tensor.zeros(40_000);
        for (int step : new int[] {0, 1, 99}) {
            Tensor noisy = new GradientNoise(0.3, 0.55).apply(zeros, Tensor.scalar(step, DType.INT32), KEY.fold(step));
            double deviation = Math.sqrt(0.3 / Math.pow(1 + step, 0.55));
            assertThat(noisy.mean().item()).isCloseTo(0, within(5 * deviation / 200));
            assertThat(noisy.standardDeviation().item()).isCloseTo(deviation, within(0.02 * deviation));
        }
    }

    @Test
    void noiseIsAnotherForEachParameterAndTheSameForEachKey() {
        Tensor gradient = Tensor.full(Shape.of(50), 1, DType.FLOAT64);
        List<Tensor> noisy = applied(new GradientNoise(), gradient, gradient, Tensor.of(4));
        assertThat(noisy.get(0).toDoubles()).isNotEqualTo(noisy.get(1).toDoubles());
        assertThat(noisy.get(0).toDoubles())
                .isEqualTo(applied(new GradientNoise(), gradient).getFirst().toDoubles());
        assertThat(noisy.get(2).toInts()).containsExactly(4);
    }

    @Test
    void transformsFollowEachOtherInTheirOrder() {
        Tensor gradient = Tensor.of(30f, 40f);
        Regularization valueFirst = Regularization.none().with(new ClipValue(1)).with(new ClipNorm(1));
        Regularization normFirst = Regularization.none().with(new ClipNorm(1)).with(new ClipValue(1));
        assertThat(valueFirst.transformed(gradient, FIRST, KEY).toFloats())
                .containsExactly(new float[] {0.70710677f, 0.70710677f}, within(1e-5f));
        assertThat(normFirst.transformed(gradient, FIRST, KEY).toFloats())
                .containsExactly(new float[] {0.6f, 0.8f}, within(1e-5f));
    }
}
