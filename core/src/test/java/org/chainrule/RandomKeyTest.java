package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"0, 2", "-3, 4", "5, 6", "-2147483648, 2147483647", "0, 2147483647"})
    void integersAreAllAsLikely(int low, int high) {
        double count = (double) high - low;
        double[] drawn = RandomKey.of(8).integers(Shape.of(MANY), low, high).toDoubles();
        assertThat(Arrays.stream(drawn)).allMatch(value -> value >= low && value < high && value == Math.rint(value));
        double middle = (low + (double) high - 1) / 2;
        assertThat(mean(drawn, x -> (x - middle) / count)).isCloseTo(0, within(1.5 / Math.sqrt(MANY)));
        if (count < 10) {
            assertThat(Arrays.stream(drawn).distinct().count()).isEqualTo((long) count);
        }
    }

    @Test
    void whatIsDrawnByProbabilityComesThatOften() {
        double wide = 3 / Math.sqrt(MANY);
        assertThat(mean(
                        RandomKey.of(9)
                                .bernoulli(Shape.of(MANY), 0.3)
                                .cast(DType.FLOAT32)
                                .toDoubles(),
                        x -> x))
                .isCloseTo(0.3, within(wide));
        Tensor certain = RandomKey.of(9).bernoulli(Tensor.of(0.0, 1.0, 0.0, 1.0));
        assertThat(certain.toInts()).containsExactly(0, 1, 0, 1);
        Tensor logits = Tensor.of(new float[] {0, (float) Math.log(2), (float) Math.log(5)}, Shape.of(1, 3));
        int[] drawn = RandomKey.of(10)
                .categorical(logits.broadcastTo(Shape.of(MANY, 3)))
                .toInts();
        double[] shares = {1 / 8.0, 2 / 8.0, 5 / 8.0};
        for (int place = 0; place < 3; place++) {
            int at = place;
            double share = (double) Arrays.stream(drawn).filter(x -> x == at).count() / MANY;
            assertThat(share).as("class %s", place).isCloseTo(shares[place], within(wide));
        }
    }

    @Test
    void gumbelNumbersAreFiniteAndFallAsTheyShould() {
        double[] values = RandomKey.of(14).gumbel(Shape.of(MANY)).toDoubles();
        double euler = 0.5772156649;
        assertThat(mean(values, x -> x)).isCloseTo(euler, within(5 * 1.2825 / Math.sqrt(MANY)));
        assertThat(mean(values, x -> Math.pow(x - euler, 2)))
                .isCloseTo(Math.PI * Math.PI / 6, within(5 * 3.5 / Math.sqrt(MANY)));
        // among so many the highest bits are all ones somewhere
        Tensor many = RandomKey.of(15).gumbel(Shape.of(1 << 24));
        assertThat(many.max().item()).isBetween(14.0, 17.0);
        assertThat(many.min().item()).isBetween(-3.0, -2.5);
    }

    @Test
    void aPermutationHasEachNumberOnceAnywhere() {
        int[] order = RandomKey.of(11).permutation(1000).toInts();
        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(java.util.stream.IntStream.range(0, 1000).toArray());
        double first = 0;
        for (int i = 0; i < 300; i++) {
            first += RandomKey.of(12).fold(i).permutation(10).toInts()[0] / 300.0;
        }
        assertThat(first).isCloseTo(4.5, within(3 * 2.9 / Math.sqrt(300)));
    }

    @Test
    void aKeyIsSplitIntoOthers() {
        List<RandomKey> keys = RandomKey.of(13).split(3);
        assertThat(keys.stream().map(key -> key.uniform(Shape.of()).item()).distinct())
                .hasSize(3)
                .doesNotContain(RandomKey.of(13).uniform(Shape.of()).item());
        assertThat(keys.getLast().uniform(Shape.of()).item())
                .isEqualTo(RandomKey.of(13).fold(2).uniform(Shape.of()).item());
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        RandomKey key = RandomKey.of(1);
        assertThatThrownBy(() -> key.integers(Shape.of(2), 3, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("integers from 3 to before 3: there are none");
        assertThatThrownBy(() -> key.bernoulli(Shape.of(2), 1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("probability 1.5: it is from 0 to 1");
        assertThatThrownBy(() -> key.categorical(Tensor.of(0, 0)))
                .isInstanceOf(DTypeException.class)
                .hasMessage("categorical: logits are int32[2]; cast() them to a floating dtype");
        assertThatThrownBy(() -> key.bernoulli(Tensor.of(0, 1))).isInstanceOf(DTypeException.class);
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
