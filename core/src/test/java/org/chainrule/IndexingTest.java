package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Look-ups by index, against loops. */
class IndexingTest {
    private static Tensor normal(int seed, int... extents) {
        return RandomKey.of(seed).normal(Shape.of(extents)).cast(DType.FLOAT64).evaluate();
    }

    private static int[] randoms(int count, int bound) {
        return new SplittableRandom(7).ints(count, 0, bound).toArray();
    }

    @Test
    void oneHotRows() {
        assertThat(Tensor.of(2, 0, 5, -1).oneHot(3, DType.FLOAT32).toDoubles())
                .containsExactly(0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(Tensor.of(1L).oneHot(2, DType.BOOL).toInts()).containsExactly(0, 1);
        assertThat(Tensor.of(new int[] {1}, Shape.of()).oneHot(2, DType.INT32).shape())
                .isEqualTo(Shape.of(2));
        assertThatThrownBy(() -> Tensor.of(1.0).oneHot(2, DType.FLOAT32)).isInstanceOf(DTypeException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, -1})
    void takesAlongAnAxis(int axis) {
        Tensor x = normal(1, 3, 4, 2);
        Shape shape = x.shape().with(axis, 5);
        int[] index = randoms(shape.size(), x.shape().extent(axis));
        double[] from = x.toDoubles();
        double[] expected = new double[shape.size()];
        int at = x.shape().axis(axis);
        for (int i = 0; i < expected.length; i++) {
            int[] place = {
                i / shape.extent(2) / shape.extent(1), i / shape.extent(2) % shape.extent(1), i % shape.extent(2)
            };
            place[at] = index[i];
            expected[i] = from[(place[0] * 4 + place[1]) * 2 + place[2]];
        }
        Tensor indices = Tensor.of(index, shape);
        assertThat(x.takeAlongAxis(axis, indices).toDoubles()).containsExactly(expected);
        assertThat(x.takeAlongAxis(axis, indices.cast(DType.INT64)).toDoubles()).containsExactly(expected);
        assertThat(Compiled.of((Tensor t) -> t.takeAlongAxis(axis, indices))
                        .apply(x)
                        .toDoubles())
                .containsExactly(expected);
        GradCheck.of((Tensor t) -> t.takeAlongAxis(axis, indices).square(), x)
                .order(2)
                .assertPassed();
    }

    @Test
    void addingAlongAnAxisIsTheTranspose() {
        Tensor x = normal(1, 3, 4);
        Tensor y = normal(2, 3, 6);
        Tensor indices = Tensor.of(randoms(18, 4), Shape.of(3, 6));
        double taken = x.takeAlongAxis(1, indices).mul(y).sum().item();
        double added = y.addAlongAxis(1, indices, 4).mul(x).sum().item();
        assertThat(added).isCloseTo(taken, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(Tensor.of(1.0, 2.0, 4.0)
                        .addAlongAxis(0, Tensor.of(1, 1, 3), 5)
                        .toDoubles())
                .containsExactly(0, 3, 0, 4, 0);
    }

    @Test
    void gathersAtSeveralIndices() {
        Tensor x = normal(1, 3, 4, 2);
        Tensor indices = Tensor.of(new int[] {2, 3, 0, 1, 2, 3}, Shape.of(3, 2));
        double[] from = x.toDoubles();
        assertThat(x.gatherAt(indices).toDoubles())
                .containsExactly(from[22], from[23], from[2], from[3], from[22], from[23]);
        assertThat(x.gatherAt(Tensor.of(2, 3, 1)).item()).isEqualTo(from[23]);
        assertThat(x.gatherAt(Tensor.of(new int[0], Shape.of(2, 0))).shape()).isEqualTo(Shape.of(2, 3, 4, 2));
        GradCheck.of((Tensor t) -> t.gatherAt(indices).square(), x).order(2).assertPassed();
    }

    @Test
    void scattersAtSeveralIndices() {
        Tensor indices = Tensor.of(new int[] {1, 2, 0, 0, 1, 2}, Shape.of(3, 2));
        Tensor x = Tensor.of(1.0, 2.0, 4.0);
        assertThat(x.scatterAddAt(indices, Shape.of(2, 3)).toDoubles()).containsExactly(2, 0, 0, 0, 0, 5);
        GradCheck.of((Tensor t) -> t.scatterAddAt(indices, Shape.of(2, 3)).square(), x)
                .order(2)
                .assertPassed();
        assertThatThrownBy(() -> x.scatterAddAt(indices, Shape.of(2, 3, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("the slices have shape [3, 4]");
    }

    @Test
    void noIndexReadsANeighbour() {
        Tensor x = normal(1, 3, 4);
        assertThatThrownBy(() -> x.takeAlongAxis(1, Tensor.of(new int[] {0, 4, 0}, Shape.of(3, 1)))
                        .toDoubles())
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> x.gatherAt(Tensor.of(0, 4)).toDoubles()).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> x.gatherAt(Tensor.of(0, -1)).toDoubles())
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> x.gatherAt(Tensor.of(1 << 30, 1 << 30)).toDoubles())
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void errorsBeforeAnythingRuns() {
        Tensor x = Tensor.zeros(3, 4);
        assertThatThrownBy(() -> x.takeAlongAxis(1, Tensor.of(0, 1)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("indices [2] along axis 1 of shape [3, 4]");
        assertThatThrownBy(() -> x.takeAlongAxis(1, x)).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> x.gatherAt(Tensor.of(0, 1, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("indices [3] into shape [3, 4]");
    }
}
