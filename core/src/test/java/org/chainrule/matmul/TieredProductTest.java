package org.chainrule.matmul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.chainrule.codegen.MicroCompiler;
import org.chainrule.graph.DType;
import org.chainrule.memory.AlignedArrays;
import org.chainrule.simd.Simd;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The first tier of products gives the bits of the second. */
class TieredProductTest {
    private static final Matmul MATMUL = new Matmul(new MicroCompiler(Simd.bits()));

    static List<MatmulShape> shapes() {
        List<MatmulShape> shapes = new ArrayList<>();
        for (int[] sizes : new int[][] {
            {1, 1, 1},
            {3, 2, 5},
            {4, 4, 1024},
            {13, 35, 1025},
            {65, 63, 2100},
            {2, 1100, 1100},
            {130, 6, 4},
            {5, 7, 40_000}
        }) {
            shapes.add(MatmulShape.of(DType.FLOAT32, sizes[0], sizes[1], sizes[2]));
            // both operands transposed
            shapes.add(new MatmulShape(
                    DType.FLOAT32, sizes[0], sizes[1], sizes[2], 1, sizes[0], 1, sizes[2], sizes[1] + 2, List.of()));
        }
        // A is the same in all products
        shapes.add(new MatmulShape(
                DType.FLOAT32, 9, 10, 11, 11, 1, 10, 1, 10, List.of(new MatmulShape.Axis(6, 0, 110, 90))));
        return shapes;
    }

    private static PlainProduct plain(MatmulShape shape) {
        return new PlainProduct(
                shape,
                MatmulBlocking.of(shape, new MicroCompiler(Simd.bits()).tile(DType.FLOAT32), Caches.NEAR),
                new MatmulBuffers(new AlignedArrays(new MicroCompiler(0))));
    }

    /** Each tile asks: an answer of its own would be an object a tile. */
    @Test
    void aPlanSaysOfItsPartsWhatItHasSaidBefore() {
        PlainProduct plan = plain(MatmulShape.of(DType.FLOAT32, 128, 256, 256));
        assertThat(plan.partRow()).isPresent().isSameAs(plan.partRow());
    }

    private static float[] noise(long seed, int length) {
        Random random = new Random(seed);
        float[] noise = new float[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    private static float[] run(ProductPlan plan, float[] a, float[] b, MatmulPlan.Tile epilogue) {
        MatmulShape shape = plan.shape();
        float[] c = new float[shape.items() * shape.rows() * shape.cRow() + 3];
        plan.run(a, 0, b, 0, c, 3, Workers.shared(), epilogue);
        return c;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void sameBits(MatmulShape shape) {
        float[] a = noise(1, shape.rows() * shape.depth());
        float[] b = noise(2, shape.items() * shape.columns() * shape.depth());
        int[] places = {0};
        float[] plain = run(plain(shape), a, b, (c, begin, item, rowFrom, rowTo, columnFrom, columnTo) -> {
            synchronized (places) {
                places[0] += (rowTo - rowFrom) * (columnTo - columnFrom);
            }
        });
        float[] best = run(MATMUL.plan(shape), a, b, MatmulPlan.Tile.NOTHING);
        assertThat(places[0]).isEqualTo(shape.items() * shape.rows() * shape.columns());
        for (int i = 0; i < best.length; i++) {
            assertThat(Float.floatToRawIntBits(plain[i])).isEqualTo(Float.floatToRawIntBits(best[i]));
        }
    }

    /** What a product in parts hands over, put together; the parts' arrays hold what earlier products left there. */
    private static float[] runInParts(ProductPlan plan, float[] a, float[] b, int threads) {
        MatmulShape shape = plan.shape();
        float[] c = new float[shape.items() * shape.rows() * shape.cRow() + 3];
        int row = plan.partRow().orElseThrow();
        try (Workers workers = Workers.of(threads)) {
            plan.runInParts(a, 0, b, 0, workers, (part, begin, item, rowFrom, rowTo, columnFrom, columnTo) -> {
                for (int i = rowFrom; i < rowTo; i++) {
                    for (int j = columnFrom; j < columnTo; j++) {
                        c[3 + shape.cItem(item) + i * shape.cRow() + j] += ((float[]) part)[begin + i * row + j];
                    }
                }
            });
        }
        return c;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void sameBitsInParts(MatmulShape shape) {
        float[] a = noise(1, shape.rows() * shape.depth());
        float[] b = noise(2, shape.items() * shape.columns() * shape.depth());
        PlainProduct plain = plain(shape);
        assertThat(plain.partRow()).isEqualTo(MATMUL.plan(shape).partRow());
        if (plain.partRow().isPresent()) {
            float[] whole = run(plain, a, b, MatmulPlan.Tile.NOTHING);
            for (int threads = 1; threads <= 3; threads++) {
                assertThat(runInParts(plain, a, b, threads)).isEqualTo(whole);
            }
        }
    }

    @Test
    void whatFollowsOnAPartMayFail() {
        PlainProduct plain = plain(MatmulShape.of(DType.FLOAT32, 130, 6, 4));
        float[] a = noise(1, 130 * 4);
        float[] b = noise(2, 4 * 6);
        try (Workers workers = Workers.of(2)) {
            assertThatThrownBy(() -> plain.runInParts(a, 0, b, 0, workers, (c, begin, item, from, to, left, right) -> {
                        if (from > 60) {
                            throw new IllegalStateException("row " + from);
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("row ");
        }
        assertThat(runInParts(plain, a, b, 2)).isEqualTo(run(plain, a, b, MatmulPlan.Tile.NOTHING));
    }

    @Test
    void vectorCodeTakesOver() {
        MatmulShape shape = MatmulShape.of(DType.FLOAT32, 37, 51, 64);
        float[] a = noise(1, 37 * 64);
        float[] b = noise(2, 64 * 51);
        TieredProduct product = new TieredProduct(plain(shape), () -> MATMUL.plan(shape), 0);
        float[] first = run(product, a, b, MatmulPlan.Tile.NOTHING);
        long begin = System.nanoTime();
        while (!product.isHot() && System.nanoTime() - begin < 60e9) {
            assertThat(run(product, a, b, MatmulPlan.Tile.NOTHING)).isEqualTo(first);
        }
        assertThat(product.isHot()).isTrue();
        assertThat(run(product, a, b, MatmulPlan.Tile.NOTHING)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"3, 3, 3", "1024, 1024, 520"})
    void withoutVectorCodeThePlainProductGoesOn(int rows, int columns, int depth) {
        MatmulShape shape = MatmulShape.of(DType.FLOAT32, rows, columns, depth);
        AtomicInteger asked = new AtomicInteger();
        TieredProduct product = new TieredProduct(
                plain(shape),
                () -> {
                    asked.incrementAndGet();
                    throw new IllegalStateException("refused");
                },
                0);
        float[] a = noise(1, rows * depth);
        float[] b = noise(2, depth * columns);
        float[] first = run(product, a, b, MatmulPlan.Tile.NOTHING);
        long begin = System.nanoTime();
        while (!product.isSettled() && System.nanoTime() - begin < 60e9) {
            assertThat(run(product, a, b, MatmulPlan.Tile.NOTHING)).isEqualTo(first);
        }
        assertThat(asked).hasValue(1);
        assertThat(product.isSettled()).isTrue();
        assertThat(product.isHot()).isFalse();
        assertThat(run(product, a, b, MatmulPlan.Tile.NOTHING)).isEqualTo(first);
    }
}
