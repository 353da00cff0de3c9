package org.chainrule.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.graph.DType;
import org.chainrule.matmul.Caches;
import org.chainrule.matmul.Matmul;
import org.chainrule.matmul.MatmulPlan;
import org.chainrule.matmul.MatmulShape;
import org.chainrule.matmul.ProductPlan;
import org.chainrule.simd.Simd;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MatmulTest {
    private static final int[] SIZES = {1, 4, 6, 13, 63, 65, 130, 400};
    /** One for each width of vectors that this machine has, by turns cut to suit either kind of caches, and both for the widest. */
    private static final List<Matmul> WIDTHS = Stream.concat(
                    Stream.of(0, 128, 256, 512)
                            .filter(bits -> bits <= Simd.bits())
                            .map(bits ->
                                    new Matmul(new MicroCompiler(bits), bits % 256 == 0 ? Caches.FAR : Caches.NEAR)),
                    Stream.of(new Matmul(new MicroCompiler(Simd.bits()), Caches.NEAR)))
            .toList();

    private static final Matmul MATMUL = WIDTHS.getLast();

    /** Every size at every place, but not every triple. */
    static List<MatmulShape> shapes() {
        List<MatmulShape> shapes = new ArrayList<>();
        for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            for (int i = 0; i < SIZES.length; i++) {
                for (int transposes = 0; transposes < 4; transposes++) {
                    int m = SIZES[i];
                    int n = SIZES[(i + transposes) % SIZES.length];
                    int k = SIZES[(i + 3 * transposes + type.bytes() / 4) % SIZES.length];
                    boolean a = (transposes & 1) != 0;
                    boolean b = (transposes & 2) != 0;
                    shapes.add(MatmulCase.shape(type, m, n, k, a, b, i % 3, List.of()));
                }
            }
        }
        return shapes;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void agreesWithPlainLoopsAndStaysWithinC(MatmulShape shape) {
        MatmulCase product = new MatmulCase(shape, 1);
        assertThat(product.deviation(product.run(MATMUL, Workers.shared(), MatmulPlan.Tile.NOTHING)))
                .isLessThan(1);
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
                shapes.add(MatmulCase.shape(DType.FLOAT32, 31, 45, 2300, a, b, 0, List.of()));
                shapes.add(MatmulCase.shape(DType.FLOAT32, 70, 1100, 1030, a, b, 0, List.of()));
                shapes.add(MatmulCase.shape(DType.FLOAT32, 13, 35, 40_000, a, b, 0, List.of()));
                shapes.add(MatmulCase.shape(DType.FLOAT64, 70, 53, 1100, a, b, 3, List.of()));
                shapes.add(MatmulCase.shape(DType.FLOAT32, 70, 1500, 60, a, b, 0, List.of()));
                // several blocks of columns at once, with fewer rows than a tile at the end
                shapes.add(MatmulCase.shape(DType.FLOAT32, 130, 2100, 20, a, b, 0, List.of()));
                // a last panel that overlaps the one before, alone and beside one that is narrow
                shapes.add(MatmulCase.shape(DType.FLOAT32, 100, 84, 64, a, b, 1, List.of()));
                shapes.add(MatmulCase.shape(DType.FLOAT32, 65, 250, 300, a, b, 0, List.of()));
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
            for (Matmul matmul : WIDTHS) {
                assertThat(product.run(matmul, one, MatmulPlan.Tile.NOTHING)).isEqualTo(expected);
                assertThat(product.run(matmul, three, MatmulPlan.Tile.NOTHING)).isEqualTo(expected);
            }
        }
    }

    /** Threads pack panels for each other, and may meet at any of them. */
    @Test
    void isTheSameWhoeverPacksAPanel() {
        MatmulCase product =
                new MatmulCase(MatmulCase.shape(DType.FLOAT32, 160, 256, 64, true, false, 0, List.of()), 7);
        Object expected = product.run(MATMUL, Workers.shared(), MatmulPlan.Tile.NOTHING);
        try (Workers four = Workers.of(4)) {
            for (int run = 0; run < 300; run++) {
                assertThat(product.run(MATMUL, four, MatmulPlan.Tile.NOTHING)).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void handsEachElementToTheEpilogueOnce(MatmulShape shape) {
        MatmulPlan plan = MATMUL.plan(shape);
        AtomicIntegerArray seen = new AtomicIntegerArray(shape.items() * shape.rows() * shape.columns());
        new MatmulCase(shape, 4)
                .run(MATMUL, Workers.shared(), (c, begin, item, rowFrom, rowTo, columnFrom, columnTo) -> {
                    assertThat(columnFrom == 0 && columnTo == shape.columns() || !plan.wholeRows())
                            .isTrue();
                    for (int i = rowFrom; i < rowTo; i++) {
                        for (int j = columnFrom; j < columnTo; j++) {
                            seen.incrementAndGet((item * shape.rows() + i) * shape.columns() + j);
                        }
                    }
                });
        assertThat(IntStream.range(0, seen.length()).filter(i -> seen.get(i) != 1))
                .isEmpty();
        assertThat(plan.wholeRows() || shape.columns() > 1024).isTrue();
    }

    /** Parts are handed over where they are told to be, with the bits that C has when it is kept, whatever stood there before. */
    @ParameterizedTest
    @MethodSource({"ways", "shapes"})
    void aProductInPartsIsTheSameToTheBit(MatmulShape shape) {
        MatmulCase product = new MatmulCase(shape, 5);
        try (Workers one = Workers.of(1);
                Workers three = Workers.of(3)) {
            for (Matmul matmul : WIDTHS) {
                ProductPlan plan = matmul.plan(shape);
                Object expected = product.run(plan, one, MatmulPlan.Tile.NOTHING);
                if (plan.partRow().isPresent()) {
                    assertThat(product.runInParts(plan, one)).isEqualTo(expected);
                    assertThat(product.runInParts(plan, three)).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void productsAreComputedInPartsUnlessTheyAreAddedUpInSeveralPasses() {
        assertThat(MATMUL.plan(MatmulShape.of(DType.FLOAT32, 784, 512, 128)).partRow())
                .isPresent();
        assertThat(MATMUL.plan(MatmulShape.of(DType.FLOAT32, 128, 512, 2048)).partRow())
                .isEmpty();
        assertThat(MATMUL.plan(MatmulShape.of(DType.FLOAT32, 13, 35, 40_000)).partRow())
                .isEmpty();
    }

    @Test
    void partsHaveAllColumnsWhereBIsLow() {
        assertThat(MATMUL.plan(MatmulShape.of(DType.FLOAT32, 4096, 4096, 256)).wholeRows())
                .isTrue();
        assertThat(MATMUL.plan(MatmulShape.of(DType.FLOAT32, 4096, 4096, 257)).wholeRows())
                .isFalse();
        assertThat(MATMUL.plan(MatmulShape.of(DType.FLOAT32, 4096, 4097, 16)).wholeRows())
                .isFalse();
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
            MatmulShape shape = MatmulCase.shape(DType.FLOAT32, size[0], size[1], size[2], false, false, 0, List.of());
            new MatmulCase(shape, 5).run(MATMUL, Workers.shared(), (c, begin, item, r, s, t, u) -> {
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
        assertThat(Array.getLong(c, 0)).isEqualTo(2); // 2·(2ʷ⁻¹ − 1)² = 2 modulo 2ʷ
    }
}
