package org.chainrule.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.chainrule.graph.DType;
import org.chainrule.runtime.Matmul;
import org.chainrule.runtime.MatmulPlan;
import org.chainrule.runtime.MatmulShape;
import org.chainrule.runtime.Workers;
import org.chainrule.simd.Simd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MatmulTest {
    private static final int[] SIZES = {1, 4, 6, 13, 63, 65, 130, 400};
    private static final List<Integer> WIDTHS =
            Stream.of(0, 128, 256, 512).filter(bits -> bits <= Simd.bits()).toList();
    private static final Matmul MATMUL = new Matmul(new MicroCompiler(Simd.bits()));

    /** Every size at every place, not every triple: each case shifts the sizes by another step. */
    static List<MatmulShape> shapes() {
        List<MatmulShape> shapes = new ArrayList<>();
        for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            for (int i = 0; i < SIZES.length; i++) {
                for (int shift = 0; shift < 3; shift++) {
                    for (int transposes = 0; transposes < 4; transposes++) {
                        int m = SIZES[i];
                        int n = SIZES[(i + shift) % SIZES.length];
                        int k = SIZES[(i + 3 * shift + transposes) % SIZES.length];
                        boolean a = (transposes & 1) != 0;
                        boolean b = (transposes & 2) != 0;
                        shapes.add(MatmulCase.shape(type, m, n, k, a, b, shift, List.of()));
                    }
                }
            }
        }
        return shapes;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void agreesWithPlainLoopsAndStaysWithinC(MatmulShape shape) {
        MatmulCase product = new MatmulCase(shape, 1);
        assertThat(product.deviation(product.run(MATMUL, Workers.shared(), MatmulPlan.Tile.NOTHING))).isLessThan(1);
    }

    @ParameterizedTest
    @EnumSource(names = "BOOL", mode = EnumSource.Mode.EXCLUDE)
    void repeatsOperandsOverABatch(DType type) {
        for (List<Integer> batch : List.of(List.of(3), List.of(2, 5), List.of(40, 1))) {
            for (boolean transposed : new boolean[] {false, true}) {
                MatmulCase product =
                        new MatmulCase(MatmulCase.shape(type, 13, 35, 21, transposed, !transposed, 1, batch), 2);
                assertThat(product.deviation(product.run(MATMUL, Workers.shared(), MatmulPlan.Tile.NOTHING)))
                        .isLessThan(1);
            }
        }
    }

    /** Shapes that take each way of reading B, with k across several blocks. */
    static List<MatmulShape> ways() {
        List<MatmulShape> shapes = new ArrayList<>();
        for (boolean a : new boolean[] {false, true}) {
            for (boolean b : new boolean[] {false, true}) {
                shapes.add(MatmulCase.shape(DType.FLOAT32, 31, 45, 600, a, b, 0, List.of()));
                shapes.add(MatmulCase.shape(DType.FLOAT32, 300, 1100, 300, a, b, 0, List.of()));
                shapes.add(MatmulCase.shape(DType.FLOAT32, 13, 35, 40_000, a, b, 0, List.of()));
                shapes.add(MatmulCase.shape(DType.FLOAT64, 129, 257, 1030, a, b, 3, List.of()));
                shapes.add(MatmulCase.shape(DType.FLOAT32, 40, 33, 70, a, b, 0, List.of(3, 7)));
            }
        }
        return shapes;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void isTheSameToTheBitForAnyWidthAndAnyThreads(MatmulShape shape) {
        MatmulCase product = new MatmulCase(shape, 3);
        Object expected = product.run(MATMUL, Workers.shared(), MatmulPlan.Tile.NOTHING);
        assertThat(product.deviation(expected)).isLessThan(1);
        try (Workers one = Workers.of(1);
                Workers three = Workers.of(3)) {
            for (int bits : WIDTHS) {
                Matmul matmul = new Matmul(new MicroCompiler(bits));
                assertThat(product.run(matmul, one, MatmulPlan.Tile.NOTHING)).isEqualTo(expected);
                assertThat(product.run(matmul, three, MatmulPlan.Tile.NOTHING)).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void handsEachElementToTheEpilogueOnceAndFinal(MatmulShape shape) {
        ConcurrentHashMap<Long, Integer> seen = new ConcurrentHashMap<>();
        MatmulPlan plan = MATMUL.plan(shape);
        new MatmulCase(shape, 4).run(MATMUL, Workers.shared(), (item, rowFrom, rowTo, columnFrom, columnTo) -> {
            assertThat(columnFrom == 0 && columnTo == shape.columns() || !plan.wholeRows())
                    .isTrue();
            for (int i = rowFrom; i < rowTo; i++) {
                for (int j = columnFrom; j < columnTo; j++) {
                    seen.merge((long) (item * shape.rows() + i) * shape.columns() + j, 1, Integer::sum);
                }
            }
        });
        assertThat(seen).hasSize(shape.items() * shape.rows() * shape.columns());
        assertThat(seen.values()).containsOnly(1);
        assertThat(plan.wholeRows() || shape.columns() > 1024).isTrue();
    }

    @Test
    void anEmptySumIsZeroAndAnEmptyProductNothing() {
        for (boolean transposed : new boolean[] {false, true}) {
            MatmulCase product =
                    new MatmulCase(MatmulCase.shape(DType.FLOAT32, 9, 37, 0, transposed, transposed, 1, List.of()), 5);
            assertThat(product.deviation(product.run(MATMUL, Workers.shared(), MatmulPlan.Tile.NOTHING)))
                    .isZero();
        }
        for (int[] size : new int[][] {{0, 3, 3}, {3, 0, 3}}) {
            MatmulShape shape =
                    MatmulCase.shape(DType.FLOAT32, size[0], size[1], size[2], false, false, 0, List.of());
            new MatmulCase(shape, 5).run(MATMUL, Workers.shared(), (item, r, s, t, u) -> {
                throw new AssertionError("an epilogue for nothing");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INT32", "INT64"})
    void wholeNumbersWrap(DType type) {
        MatmulShape shape = MatmulShape.of(type, 1, 1, 2);
        Object large = type.newArray(2);
        Object c = type.newArray(1);
        if (large instanceof int[] ints) {
            ints[0] = Integer.MAX_VALUE;
            ints[1] = Integer.MAX_VALUE;
        } else if (large instanceof long[] longs) {
            longs[0] = Long.MAX_VALUE;
            longs[1] = Long.MAX_VALUE;
        }
        MATMUL.plan(shape).run(large, 0, large, 0, c, 0, Workers.shared(), MatmulPlan.Tile.NOTHING);
        assertThat(java.lang.reflect.Array.getLong(c, 0)).isEqualTo(2); // 2·(2ʷ⁻¹ − 1)² = 2 modulo 2ʷ
    }
}
