package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Diagonals, triangles, rotations, copies and parts. */
class RearrangementsTest {
    private final Tensor matrix =
            Tensor.iota(12, DType.FLOAT64).add(1).reshape(3, 4).evaluate();

    @ParameterizedTest
    @CsvSource({"0, 3, 4", "1, 3, 4", "-1, 3, 4", "-4, 3, 4", "5, 3, 4", "0, 4, 2", "-2, 4, 2", "0, 0, 3", "0, 1, 1"})
    void trianglesMeetAtADiagonal(int offset, int rows, int columns) {
        Tensor x = Tensor.iota(2 * rows * columns, DType.FLOAT32).add(1).reshape(2, rows, columns);
        float[] lower = x.lowerTriangle(offset).toFloats();
        float[] upper = x.upperTriangle(offset).toFloats();
        for (int i = 0; i < x.shape().size(); i++) {
            int distance = i % columns - i / columns % rows;
            assertThat(lower[i]).isEqualTo(distance <= offset ? i + 1 : 0);
            assertThat(upper[i]).isEqualTo(distance >= offset ? i + 1 : 0);
        }
    }

    @Test
    void trianglesOfFlagsAndWholeNumbers() {
        Tensor flags = matrix.gt(0);
        assertThat(flags.lowerTriangle().sum().item()).isEqualTo(6);
        assertThat(matrix.cast(DType.INT64).upperTriangle(1).toLongs())
                .containsExactly(0, 2, 3, 4, 0, 0, 7, 8, 0, 0, 0, 12);
    }

    @Test
    void diagonalsOfAnyTwoAxes() {
        Tensor x = Tensor.iota(18, DType.INT32).reshape(3, 2, 3);
        assertThat(x.diagonal(0, 2).toInts()).containsExactly(0, 7, 14, 3, 10, 17);
        assertThat(x.diagonal(-1, 0).toInts()).containsExactly(0, 7, 14, 3, 10, 17);
        assertThat(Tensor.zeros(0, 0).diagonal(0, 1).shape()).isEqualTo(Shape.of(0));
        assertThatThrownBy(() -> x.diagonal(0, 1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("axes 0 and 1 of shape [3, 2, 3]");
        assertThatThrownBy(() -> x.diagonal(1, 1)).isInstanceOf(ShapeException.class);
    }

    @Test
    void aDiagonalMatrixHasThatDiagonal() {
        Tensor x = matrix.slice(0, 0, 2);
        assertThat(x.diagonalMatrix().shape()).isEqualTo(Shape.of(2, 4, 4));
        assertThat(x.diagonalMatrix().diagonal(1, 2).toDoubles()).containsExactly(x.toDoubles());
        assertThat(x.diagonalMatrix().sum().item()).isEqualTo(36);
    }

    @Test
    void rotations() {
        Tensor x = Tensor.of(1, 2, 3, 4);
        assertThat(x.roll(0, 1).toInts()).containsExactly(4, 1, 2, 3);
        assertThat(x.roll(0, -1).toInts()).containsExactly(2, 3, 4, 1);
        assertThat(x.roll(-1, 4).toInts()).containsExactly(1, 2, 3, 4);
        assertThat(x.roll(0, 9).toInts()).containsExactly(4, 1, 2, 3);
        assertThat(Tensor.zeros(2, 0).roll(1, 3).shape()).isEqualTo(Shape.of(2, 0));
    }

    @Test
    void copiesOfElementsAndOfAxes() {
        Tensor x = Tensor.of(new int[] {1, 2, 3, 4}, Shape.of(2, 2));
        assertThat(x.repeat(1, 2).toInts()).containsExactly(1, 1, 2, 2, 3, 3, 4, 4);
        assertThat(x.repeat(0, 2).toInts()).containsExactly(1, 2, 1, 2, 3, 4, 3, 4);
        assertThat(x.tile(1, 2).toInts()).containsExactly(1, 2, 1, 2, 3, 4, 3, 4);
        assertThat(x.tile(0, 0).shape()).isEqualTo(Shape.of(0, 2));
        assertThatThrownBy(() -> x.tile(0, -1)).isInstanceOf(ShapeException.class);
    }

    @Test
    void partsPutTogetherAreTheWhole() {
        assertThat(matrix.split(1, 3)).hasSize(2);
        assertThat(matrix.split(1, 3).getLast().shape()).isEqualTo(Shape.of(3, 1));
        assertThat(Tensor.concat(1, matrix.split(1, 3)).toDoubles()).containsExactly(matrix.toDoubles());
        assertThat(Tensor.zeros(0).split(0, 2)).isEmpty();
        assertThatThrownBy(() -> matrix.split(0, 0)).isInstanceOf(ShapeException.class);
    }

    @Test
    void gradients() {
        GradCheck.of(
                        (Tensor x) -> x.lowerTriangle()
                                .matmul(x.upperTriangle(1).transpose())
                                .add(x.roll(1, 1).matmul(x.transpose()))
                                .diagonal(0, 1)
                                .diagonalMatrix()
                                .matmul(x.tile(1, 2).add(x.repeat(1, 2))),
                        matrix.div(5))
                .order(2)
                .assertPassed();
    }
}
