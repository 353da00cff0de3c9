package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Slices that are added to zeros in any order, with gaps between them: zeros are written as the sums are. */
class ScatterOrderTest {
    private static final List<int[]> ORDERS = List.of(
            new int[] {0, 1, 2, 3, 4, 5},
            new int[] {5, 4, 3, 2, 1, 0},
            new int[] {3, 3, 3, 3, 3, 3},
            new int[] {6, 0, 6, 2, 0, 1},
            new int[] {1, 4, 1, 6, 2, 6},
            new int[] {0, 0, 5, 5, 5, 6});

    @ParameterizedTest
    @EnumSource(names = "BOOL", mode = EnumSource.Mode.EXCLUDE)
    void gapsAreZeros(DType dtype) {
        for (int[] order : ORDERS) {
            for (int width : new int[] {1, 3, 16, 37}) {
                Tensor updates = Tensor.of(IntStream.range(-20, 12 * width - 20).toArray())
                        .cast(dtype)
                        .reshape(2, 6, width);
                double[] expected = new double[2 * 7 * width];
                for (int i = 0; i < 2 * 6 * width; i++) {
                    int slice = order[i / width % 6];
                    expected[(i / width / 6 * 7 + slice) * width + i % width] += i - 20;
                }
                Tensor given = Tensor.of(updates.data());
                Tensor indices = Tensor.of(order);
                for (int threads = 1; threads < 4; threads++) {
                    try (Workers workers = Workers.of(threads)) {
                        // twice, as the second run finds the first one's sums
                        Compiled<Tensor, Tensor> sums = Compiled.on(
                                workers,
                                (Tensor u) -> u.scatterAdd(1, indices, 7).add(0));
                        sums.apply(given.mul(3));
                        assertThat(sums.apply(given).toDoubles()).containsExactly(expected);
                    }
                }
            }
        }
    }

    /** 0 + −0 is 0, where a slice is the first at its place too. */
    @Test
    void sumsBeginAtZero() {
        Tensor updates = Tensor.full(Shape.of(2, 19), -0.0, DType.FLOAT32);
        Tensor sums = Tensor.of(updates.data()).scatterAdd(0, Tensor.of(1, 1), 3);
        for (float each : sums.toFloats()) {
            assertThat(Float.floatToRawIntBits(each)).isZero();
        }
    }
}
