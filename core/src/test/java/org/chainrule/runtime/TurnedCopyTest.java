package org.chainrule.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.graph.DType;
import org.chainrule.kernel.Kernel;
import org.chainrule.kernel.Layout;
import org.chainrule.kernel.Operand;
import org.chainrule.kernel.Step;
import org.chainrule.kernel.Store;
import org.chainrule.warmup.KernelCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnedCopyTest {
    private static final Kernel COPY = new Kernel(
            2,
            false,
            List.of(new Operand(DType.FLOAT32, Operand.Along.ANY), new Operand(DType.FLOAT32, Operand.Along.UNIT)),
            List.of(new Step.Load(0, Step.NO_MASK)),
            List.of(Store.set(1, 0)));
    private static final int FROM = 3;
    private static final int TO = 5;

    /** Matrices are transposed, squares and what is left beside them, whatever part of the rows and columns is asked for. */
    @ParameterizedTest
    @CsvSource({"1, 8, 8", "3, 16, 24", "2, 29, 17", "2, 64, 70", "4, 5, 40", "2, 40, 5", "1, 300, 64"})
    void copiesEveryElementOnce(int matrices, int rows, int columns) {
        int size = rows * columns;
        int[] numbers = new int[COPY.layout().bound(0)];
        numbers[Layout.COLUMNS] = columns;
        put(numbers, Layout.ROW_EXTENTS, matrices, rows);
        put(numbers, COPY.layout().operand(0), FROM, rows, size, 1);
        put(numbers, COPY.layout().operand(1), TO, 1, size, columns);
        KernelCode plain = TurnedCopyTest::copy;
        KernelCode turned = TurnedCopy.of(COPY, plain);
        float[] source = new float[FROM + matrices * size];
        SplittableRandom random = new SplittableRandom(rows);
        for (int i = 0; i < source.length; i++) {
            source[i] = (float) random.nextDouble();
        }
        for (int part : new int[] {1, 7, 8, 20, matrices * rows}) {
            float[] expected = new float[TO + matrices * size];
            float[] copied = new float[expected.length];
            for (int row = 0; row < matrices * rows; row += part) {
                int end = Math.min(matrices * rows, row + part);
                plain.run(new Object[] {source, expected}, numbers, row, end, 1, columns);
                turned.run(new Object[] {source, copied}, numbers, row, end, 1, columns);
            }
            assertThat(copied).isEqualTo(expected);
        }
    }

    private static void put(int[] numbers, int at, int... values) {
        System.arraycopy(values, 0, numbers, at, values.length);
    }

    private static void copy(Object[] arrays, int[] numbers, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        int rows = numbers[Layout.ROW_EXTENTS + 1];
        int size = rows * numbers[Layout.COLUMNS];
        for (int row = rowFrom; row < rowTo; row++) {
            for (int column = columnFrom; column < columnTo; column++) {
                int matrix = row / rows * size;
                ((float[]) arrays[1])[TO + matrix + row % rows * numbers[Layout.COLUMNS] + column] =
                        ((float[]) arrays[0])[FROM + matrix + column * rows + row % rows];
            }
        }
    }
}
