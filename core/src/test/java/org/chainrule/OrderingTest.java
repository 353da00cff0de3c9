package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sorting against the JDK's, and its rule at ties. */
class OrderingTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 8, 33, 1000})
    void sortsAsTheJdkDoes(int n) {
        // few different values, so many ties
        Tensor x = RandomKey.of(n)
                .normal(Shape.of(n))
                .mul(4)
                .cast(DType.INT32)
                .cast(DType.FLOAT32)
                .evaluate();
        double[] values = x.toDoubles();
        Comparator<Integer> ascending = Comparator.comparingDouble(i -> values[i]);
        assertThat(x.argsort(0).toInts()).containsExactly(expected(n, ascending));
        assertThat(x.argsort(0, true).toInts()).containsExactly(expected(n, ascending.reversed()));
        assertThat(x.cast(DType.INT64).argsort(0).toInts()).containsExactly(expected(n, ascending));
        assertThat(Compiled.of((Tensor t) -> t.argsort(-1)).apply(x).toInts()).containsExactly(expected(n, ascending));
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        assertThat(x.sort(0).toDoubles()).containsExactly(sorted);
    }

    private static int[] expected(int n, Comparator<Integer> order) {
        return IntStream.range(0, n).boxed().sorted(order).mapToInt(i -> i).toArray();
    }

    @Test
    void alongAnyAxis() {
        Tensor x = Tensor.of(new int[] {3, 1, 2, 0, 5, 4, 1, 1, 1, 7, 6, 8}, Shape.of(2, 3, 2));
        assertThat(x.sort(1).toInts()).containsExactly(2, 0, 3, 1, 5, 4, 1, 1, 1, 7, 6, 8);
        assertThat(x.sort(0).toInts()).containsExactly(1, 1, 1, 0, 5, 4, 3, 1, 2, 7, 6, 8);
        assertThat(x.sort(-1, true).toInts()).containsExactly(3, 1, 2, 0, 5, 4, 1, 1, 7, 1, 8, 6);
    }

    @Test
    void whatIsNotANumberIsLargest() {
        Tensor x = Tensor.of(Double.NaN, 1, Double.POSITIVE_INFINITY, -0.0, 0.0, Double.NaN, Double.NEGATIVE_INFINITY);
        assertThat(x.argsort(0).toInts()).containsExactly(6, 3, 4, 1, 2, 0, 5);
        assertThat(x.argsort(0, true).toInts()).containsExactly(0, 5, 2, 1, 3, 4, 6);
    }

    @Test
    void wholeNumbersBeyondTheReachOfDoubles() {
        Tensor x = Tensor.of((1L << 60) + 1, 1L << 60, Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(x.argsort(0).toInts()).containsExactly(2, 1, 0, 3);
    }

    /** So many are sorted by their bits' digits, as far as they differ in 32 of them. */
    @Test
    void manyFloatsAndLongs() {
        Tensor x = RandomKey.of(3).normal(Shape.of(2, 700)).mul(1e20).evaluate();
        float[] values = x.toFloats();
        values[1] = Float.NaN;
        values[2] = Float.NEGATIVE_INFINITY;
        values[5] = -0f;
        values[6] = 0f;
        Comparator<Integer> ascending =
                Comparator.comparingDouble(i -> Double.isNaN(values[i]) ? values[i] : values[i] + 0d);
        Tensor given = Tensor.of(values, Shape.of(2, 700));
        Compiled<Tensor, Tensor> argsort = Compiled.of((Tensor t) -> t.argsort(1));
        // twice, as the memory is used again
        assertThat(argsort.apply(given.mul(-1f)).toInts()).hasSize(1400);
        assertThat(java.util.Arrays.copyOf(argsort.apply(given).toInts(), 700))
                .containsExactly(expected(700, ascending));
        assertThat(java.util.Arrays.copyOf(given.argsort(1, true).toInts(), 700))
                .containsExactly(expected(700, ascending.reversed()));
        long[] wide = IntStream.range(0, 700)
                .mapToLong(i -> (long) values[i + 700] ^ Long.MIN_VALUE >> i % 64)
                .toArray();
        assertThat(Tensor.of(wide).argsort(0).toInts())
                .containsExactly(expected(700, Comparator.comparingLong(i -> wide[i])));
        int[] ends = IntStream.range(0, 700)
                .map(i -> i % 2 == 0 ? Integer.MAX_VALUE - i : Integer.MIN_VALUE + i)
                .toArray();
        assertThat(Tensor.of(ends).argsort(0).toInts())
                .containsExactly(expected(700, Comparator.comparingInt(i -> ends[i])));
    }

    @Test
    void theLargestFew() {
        Tensor x = Tensor.of(new double[] {1, 5, 5, 2, 0, -1, 9, 9}, Shape.of(2, 4));
        Ordering.Chosen best = x.topK(1, 2);
        assertThat(best.values().toDoubles()).containsExactly(5, 5, 9, 9);
        assertThat(best.indices().toInts()).containsExactly(1, 2, 2, 3);
        assertThat(x.topK(0, 1).indices().toInts()).containsExactly(0, 0, 1, 1);
        assertThat(x.topK(1, 0).values().shape()).isEqualTo(Shape.of(2, 0));
        assertThatThrownBy(() -> x.topK(1, 5))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("5 of axis 1 of shape [2, 4]");
    }

    @Test
    void gradientsGoToWhereTheElementsStood() {
        Tensor x = Tensor.of(3.0, 1, 3, 2);
        Tensor weights = Tensor.of(1.0, 10, 100, 1000);
        assertThat(Gradient.of(x.sort(0).mul(weights).sum()).at(x).toDoubles()).containsExactly(100, 1, 1000, 10);
        assertThat(Gradient.of(x.topK(0, 1).values().sum()).at(x).toDoubles()).containsExactly(1, 0, 0, 0);
        Tensor random =
                RandomKey.of(1).normal(Shape.of(3, 5)).cast(DType.FLOAT64).evaluate();
        GradCheck.of((Tensor t) -> t.sort(1).mul(t.topK(1, 5).values()), random)
                .order(2)
                .assertPassed();
    }
}
