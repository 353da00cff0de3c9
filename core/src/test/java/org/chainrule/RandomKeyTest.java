package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;

class RandomKeyTest {
    private static final int MANY = 40_000;

    private static double mean(double[] values, DoubleUnaryOperator of) {
        return Arrays.stream(values).map(of).average().orElseThrow();
    }

    @Test
    void theSameKeyGivesTheSameNumbers() {
        assertThat(RandomKey.of(1).bits(Shape.of(100)).toLongs())
                .isEqualTo(RandomKey.of(1).bits(Shape.of(100)).toLongs());
        assertThat(RandomKey.of(1).uniform(Shape.of(10, 10)).toFloats())
                .isEqualTo(RandomKey.of(1).uniform(Shape.of(100)).toFloats());
    }

    @Test
    void otherKeysGiveOthers() {
        double[] first = RandomKey.of(1).uniform(Shape.of(MANY)).toDoubles();
        for (RandomKey other : new RandomKey[] {
            RandomKey.of(2), RandomKey.of(1).fold(0), RandomKey.of(1).fold(1), RandomKey.of(1L << 32)
        }) {
            double[] second = other.uniform(Shape.of(MANY)).toDoubles();
            double product = 0;
            for (int i = 0; i < MANY; i++) {
                product += (first[i] - 0.5) * (second[i] - 0.5);
            }
            // a correlation of independent numbers has deviation 1/√n
            assertThat(12 * product / MANY).isCloseTo(0, within(5 / Math.sqrt(MANY)));
        }
    }

    @Test
    void bitsAreHalfOnes() {
        long[] bits = RandomKey.of(4).bits(Shape.of(MANY)).toLongs();
        for (int place = 0; place < 32; place++) {
            int shift = place;
            double ones =
                    Arrays.stream(bits).filter(word -> (word >> shift & 1) == 1).count();
            assertThat(ones / MANY).as("bit %s", place).isCloseTo(0.5, within(3 / Math.sqrt(MANY)));
        }
    }

    @Test
    void uniformMoments() {
        double[] values = RandomKey.of(5).uniform(Shape.of(MANY)).toDoubles();
        assertThat(Arrays.stream(values)).allMatch(value -> value >= 0 && value < 1);
        double wide = 5 / Math.sqrt(MANY);
        assertThat(mean(values, x -> x)).isCloseTo(1.0 / 2, within(wide));
        assertThat(mean(values, x -> x * x)).isCloseTo(1.0 / 3, within(wide));
        assertThat(mean(values, x -> x * x * x)).isCloseTo(1.0 / 4, within(wide));
        double[] shifted = RandomKey.of(5).uniform(Shape.of(MANY), -3, 1).toDoubles();
        assertThat(Arrays.stream(shifted)).allMatch(value -> value >= -3 && value < 1);
        assertThat(mean(shifted, x -> x)).isCloseTo(-1, within(4 * wide));
    }

    @Test
    void normalMoments() {
        double[] values = RandomKey.of(6).normal(Shape.of(MANY)).toDoubles();
        double wide = 5 / Math.sqrt(MANY);
        assertThat(mean(values, x -> x)).isCloseTo(0, within(wide));
        assertThat(mean(values, x -> x * x)).isCloseTo(1, within(Math.sqrt(2) * wide));
        assertThat(mean(values, x -> x * x * x)).isCloseTo(0, within(Math.sqrt(15) * wide));
        assertThat(mean(values, x -> x * x * x * x)).isCloseTo(3, within(Math.sqrt(96) * wide));
        double inOneDeviation =
                Arrays.stream(values).filter(x -> Math.abs(x) < 1).count();
        assertThat(inOneDeviation / MANY).isCloseTo(0.682689, within(wide));
        assertThat(Arrays.stream(values)).allMatch(Double::isFinite);
    }

    @Test
    void numbersAreFloat32() {
        assertThat(RandomKey.of(1).uniform(Shape.of(2)).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(RandomKey.of(1).normal(Shape.of()).shape()).isEqualTo(Shape.SCALAR);
        assertThat(RandomKey.of(1).normal(Shape.of(0)).toFloats()).isEmpty();
    }

    @Test
    void aKeyGivenToACompiledFunctionDrawsTheSame() {
        RandomKey key = RandomKey.of(6);
        Compiled<RandomKey, Tensor> drawn = Compiled.of(given -> given.fold(3).uniform(Shape.of(5, 7)));
        assertThat(drawn.apply(key).toFloats())
                .containsExactly(key.fold(3).uniform(Shape.of(5, 7)).toFloats());
        assertThat(drawn.apply(key.fold(1)).toFloats())
                .containsExactly(key.fold(1).fold(3).uniform(Shape.of(5, 7)).toFloats());
    }

    @Test
    void theKeyOfAStepIsFoldedInsideACompiledFunction() {
        RandomKey key = RandomKey.of(7);
        Compiled<Tensor, Tensor> drawn = Compiled.of(step -> key.fold(step).normal(Shape.of(9)));
        for (int step : new int[] {0, 1, 1_000_000}) {
            assertThat(drawn.apply(Tensor.scalar(step, DType.INT32)).toFloats())
                    .containsExactly(key.fold(step).normal(Shape.of(9)).toFloats(), within(1e-6f));
        }
    }
}
