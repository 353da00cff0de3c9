package org.chainrule.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.graph.DType.FLOAT32;

import java.util.Arrays;
import java.util.List;
import org.chainrule.graph.Combine;
import org.chainrule.kernel.Operand.Along;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest and the smallest of a row are put together in any order, and yet are those that {@link Math} finds. */
class ExtremesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 9, 16, 17, 40, 100})
    void zerosOfBothSignsAndNaNAreFoundWhereverTheyStand(int columns) {
        for (float[] two : new float[][] {{-0f, 0f}, {0f, -0f}, {1, Float.NaN}, {-1, Float.NEGATIVE_INFINITY}}) {
            KernelBuilder kernel = new KernelBuilder();
            int x = kernel.input(FLOAT32);
            kernel.output(FLOAT32, Along.ZERO, kernel.reduce(Combine.MAX, x));
            kernel.output(FLOAT32, Along.ZERO, kernel.reduce(Combine.MIN, x));
            float[] values = new float[columns * columns];
            Arrays.fill(values, two[0]);
            for (int row = 0; row < columns; row++) {
                values[row * columns + row] = two[1];
            }
            List<Object> arrays = new Launch(kernel.build(), columns, columns)
                    .operand(0, values, 0, 1, columns)
                    .operand(1, new float[columns], 0, 0, 1)
                    .operand(2, new float[columns], 0, 0, 1)
                    .runEverywhere();
            boolean one = columns == 1;
            assertThat((float[]) arrays.get(1)).containsOnly(one ? two[1] : Math.max(two[0], two[1]));
            assertThat((float[]) arrays.get(2)).containsOnly(one ? two[1] : Math.min(two[0], two[1]));
        }
    }
}
