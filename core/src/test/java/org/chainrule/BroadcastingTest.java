package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** NumPy's rules: from the last axis backward extents are equal, or one of them is 1 or missing. */
class BroadcastingTest {
    private static Arguments fits(Shape a, Shape b, Shape result) {
        return Arguments.of(a, b, result);
    }

    static List<Arguments> table() {
        return List.of(
                fits(Shape.of(), Shape.of(), Shape.of()),
                fits(Shape.of(), Shape.of(3), Shape.of(3)),
                fits(Shape.of(2, 3), Shape.of(3), Shape.of(2, 3)),
                fits(Shape.of(2, 3), Shape.of(1), Shape.of(2, 3)),
                fits(Shape.of(2, 3), Shape.of(2, 1), Shape.of(2, 3)),
                fits(Shape.of(2, 1), Shape.of(1, 3), Shape.of(2, 3)),
                fits(Shape.of(3, 1), Shape.of(3), Shape.of(3, 3)),
                fits(Shape.of(3, 1, 5), Shape.of(4, 1), Shape.of(3, 4, 5)),
                fits(Shape.of(8, 1, 6, 1), Shape.of(7, 1, 5), Shape.of(8, 7, 6, 5)),
                fits(Shape.of(1, 1), Shape.of(1), Shape.of(1, 1)),
                fits(Shape.of(0), Shape.of(1), Shape.of(0)),
                fits(Shape.of(0, 3), Shape.of(3), Shape.of(0, 3)),
                fits(Shape.of(2, 0), Shape.of(2, 1), Shape.of(2, 0)),
                fits(Shape.of(1, 3), Shape.of(0, 1), Shape.of(0, 3)));
    }

    private static Tensor counted(Shape shape, int from) {
        return Tensor.iota(shape.size(), DType.INT32).add(from).reshape(shape);
    }

    /** An element of a tensor that is broadcast, by the definition. */
    private static long at(Tensor tensor, int[] index) {
        int offset = 0;
        int[] strides = tensor.shape().strides();
        for (int axis = 0; axis < strides.length; axis++) {
            int place = index[index.length - strides.length + axis];
            offset += tensor.shape().extent(axis) == 1 ? 0 : place * strides[axis];
        }
        return tensor.toLongs()[offset];
    }

    private static int[] index(Shape shape, int place) {
        int[] strides = shape.strides();
        int[] index = new int[strides.length];
        for (int axis = 0; axis < index.length; axis++) {
            index[axis] = place / strides[axis] % shape.extent(axis);
        }
        return index;
    }

    @ParameterizedTest
    @MethodSource("table")
    void asNumPyDoes(Shape first, Shape second, Shape expected) {
        Tensor a = counted(first, 0);
        Tensor b = counted(second, 100);
        for (Tensor result : List.of(a.mul(b), b.mul(a))) {
            assertThat(result.shape()).isEqualTo(expected);
            long[] values = result.toLongs();
            for (int place = 0; place < values.length; place++) {
                int[] index = index(expected, place);
                assertThat(values[place]).isEqualTo(at(a, index) * at(b, index));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void theGradientHasTheInputsShape(Shape first, Shape second, Shape expected) {
        Tensor a = counted(first, 1).cast(DType.FLOAT64);
        Tensor b = counted(second, 2).cast(DType.FLOAT64);
        Tensor loss = a.mul(b).sum();
        assertThat(Gradient.of(loss).at(a).shape()).isEqualTo(first);
        double[] gradient = Gradient.of(loss).at(b).toDoubles();
        double[] sums = new double[second.size()];
        for (int place = 0; place < expected.size(); place++) {
            int[] index = index(expected, place);
            sums[(int) at(counted(second, 0), index)] += at(counted(first, 1), index);
        }
        assertThat(gradient).containsExactly(sums);
    }

    static List<Arguments> misfits() {
        return List.of(
                Arguments.of(Shape.of(2, 3), Shape.of(2)),
                Arguments.of(Shape.of(3), Shape.of(4)),
                Arguments.of(Shape.of(2, 3), Shape.of(3, 2)),
                Arguments.of(Shape.of(3), Shape.of(0)),
                Arguments.of(Shape.of(2, 1, 3), Shape.of(5, 4, 3, 2)));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void whatDoesNotFitIsAnErrorAtOnce(Shape first, Shape second) {
        assertThatThrownBy(() -> counted(first, 0).add(counted(second, 0)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("add")
                .hasMessageContaining(first.toString())
                .hasMessageContaining(second.toString())
                .hasMessageContaining("axis -");
    }

    @Test
    void broadcastingToALesserShapeIsAnError() {
        assertThatThrownBy(() -> Tensor.zeros(2, 3).broadcastTo(3)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Tensor.zeros(2).broadcastTo(3)).isInstanceOf(ShapeException.class);
        assertThat(Tensor.zeros(2, 1).broadcastTo(4, 2, 5).shape()).isEqualTo(Shape.of(4, 2, 5));
    }

    @Test
    void wholeNumbersReachToTheEndsOfTheirRange() {
        Tensor one = Tensor.of(1);
        assertThat(one.mul(Integer.MIN_VALUE).toInts()).containsExactly(Integer.MIN_VALUE);
        assertThat(one.mul(Integer.MAX_VALUE).toInts()).containsExactly(Integer.MAX_VALUE);
        assertThat(one.cast(DType.INT64).mul(-0x1p63).toLongs()).containsExactly(Long.MIN_VALUE);
        assertThat(one.cast(DType.INT64).mul(0x1p62).toLongs()).containsExactly(1L << 62);
        assertThat(one.add(-0.0).toInts()).containsExactly(1);
    }

    @Test
    void dtypesAreNotMixed() {
        assertThatThrownBy(() -> Tensor.of(1f).add(Tensor.of(1)))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("add")
                .hasMessageContaining("float32")
                .hasMessageContaining("int32")
                .hasMessageContaining("cast()");
        assertThatThrownBy(() -> Tensor.of(1).mul(0.5))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("0.5")
                .hasMessageContaining("int32");
        assertThatThrownBy(() -> Tensor.of(1).exp())
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("exp")
                .hasMessageContaining("float32 or float64");
    }

    @Test
    void theLargerOfEachElementAndANumberIsNotTheLargestOfAnAxis() {
        Tensor x = Tensor.of(new float[] {-1, 2, 3, -4}, Shape.of(2, 2));
        assertThat(x.maximum(0).toFloats()).containsExactly(0, 2, 3, 0);
        assertThat(x.minimum(0).toFloats()).containsExactly(-1, 0, 0, -4);
        assertThat(x.max(0).toFloats()).containsExactly(3, 2);
        assertThat(Gradient.of(x.maximum(0).sum()).at(x).toFloats()).containsExactly(0, 1, 1, 0);
        assertThatThrownBy(() -> Tensor.of(1, 2).maximum(0.5)).isInstanceOf(DTypeException.class);
    }
}
