package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fourier transforms against the sum that defines them. */
class FourierTest {
    private static Tensor normal(int seed, int... extents) {
        return RandomKey.of(seed)
                .normal(Shape.of(extents))
                .evaluate()
                .cast(DType.FLOAT64)
                .evaluate();
    }

    private static double[] defined(double[] pairs, int sign) {
        int n = pairs.length / 2;
        double[] result = new double[2 * n];
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < n; j++) {
                double angle = sign * 2 * Math.PI * ((long) j * k % n) / n;
                result[2 * k] += pairs[2 * j] * Math.cos(angle) - pairs[2 * j + 1] * Math.sin(angle);
                result[2 * k + 1] += pairs[2 * j] * Math.sin(angle) + pairs[2 * j + 1] * Math.cos(angle);
            }
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 12, 15, 16, 17, 97, 100, 128, 360})
    void isTheDefinitionForAnyLength(int n) {
        Tensor x = normal(n, n, 2);
        assertThat(x.fft().toDoubles()).containsExactly(defined(x.toDoubles(), -1), within(1e-11));
        assertThat(x.inverseFft().mul(n).toDoubles()).containsExactly(defined(x.toDoubles(), 1), within(1e-11));
        assertThat(x.fft().inverseFft().toDoubles()).containsExactly(x.toDoubles(), within(1e-13));
        Tensor real = normal(n + 1, 3, n);
        assertThat(real.realFft().shape()).isEqualTo(Shape.of(3, n / 2 + 1, 2));
        assertThat(real.realFft().inverseRealFft(n).toDoubles()).containsExactly(real.toDoubles(), within(1e-13));
        Tensor half =
                Tensor.stack(-1, java.util.List.of(real, real.mul(0))).fft().slice(1, 0, n / 2 + 1);
        assertThat(real.realFft().toDoubles()).containsExactly(half.toDoubles(), within(1e-13));
    }

    @Test
    void aWaveIsOneCoefficient() {
        Tensor wave = Tensor.iota(12, DType.FLOAT64).mul(2 * Math.PI * 3 / 12).cos();
        double[] expected = new double[14];
        expected[6] = 6;
        assertThat(wave.realFft().toDoubles()).containsExactly(expected, within(1e-14));
    }

    @Test
    void circularConvolutionIsAProductOfTransforms() {
        Tensor x = normal(1, 10);
        Tensor y = normal(2, 10);
        Tensor a = x.realFft();
        Tensor b = y.realFft();
        Tensor real = a.get(-1, 0).mul(b.get(-1, 0)).sub(a.get(-1, 1).mul(b.get(-1, 1)));
        Tensor imaginary = a.get(-1, 0).mul(b.get(-1, 1)).add(a.get(-1, 1).mul(b.get(-1, 0)));
        Tensor product = Tensor.stack(-1, java.util.List.of(real, imaginary)).inverseRealFft(10);
        for (int k = 0; k < 10; k++) {
            double expected = x.mul(y.flip(0).roll(0, k + 1)).sum().item();
            assertThat(product.get(0, k).item()).isCloseTo(expected, within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 8})
    void gradientsOfFirstAndSecondOrder(int n) {
        GradCheck.of((Tensor x) -> x.fft().square(), normal(1, n, 2)).order(2).assertPassed();
        GradCheck.of((Tensor x) -> x.realFft().square(), normal(2, 2, n))
                .order(2)
                .assertPassed();
        GradCheck.of((Tensor x) -> x.inverseRealFft(n).square(), normal(3, n / 2 + 1, 2))
                .order(2)
                .assertPassed();
    }

    @Test
    void singlePrecisionCompiled() {
        Tensor x = normal(1, 40, 1000).cast(DType.FLOAT32).evaluate();
        Tensor back =
                Compiled.of((Tensor t) -> t.realFft().inverseRealFft(1000)).apply(x);
        assertThat(back.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(back.toDoubles()).containsExactly(x.toDoubles(), within(2e-6));
    }

    @Test
    void nothingAndOneNumber() {
        assertThat(Tensor.zeros(3, 0, 2).fft().evaluate().shape()).isEqualTo(Shape.of(3, 0, 2));
        assertThat(Tensor.zeros(0, 4, 2).inverseFft().evaluate().shape()).isEqualTo(Shape.of(0, 4, 2));
        assertThat(Tensor.of(3.0).realFft().toDoubles()).containsExactly(3, 0);
        assertThat(Tensor.of(3.0).realFft().inverseRealFft(1).toDoubles()).containsExactly(3);
    }

    @Test
    void errorsSayWhatDoesNotFit() {
        assertThatThrownBy(() -> Tensor.zeros(4, 3).fft())
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("shape [4, 3]")
                .hasMessageContaining("real and imaginary parts");
        assertThatThrownBy(() -> Tensor.zeros(4, 2).inverseRealFft(4))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[4, 2] to 4");
        assertThatThrownBy(() -> Tensor.zeros(4, 0).realFft()).isInstanceOf(ShapeException.class);
    }
}
