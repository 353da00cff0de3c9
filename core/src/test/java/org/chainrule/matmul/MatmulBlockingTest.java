package org.chainrule.matmul;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.codegen.MicroCompiler;
import org.chainrule.graph.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How products are cut, whatever the machine's tile. */
class MatmulBlockingTest {
    static Stream<MicroTile> tiles() {
        return IntStream.rangeClosed(1, 14)
                .boxed()
                .flatMap(rows -> IntStream.rangeClosed(1, 4)
                        .boxed()
                        .flatMap(vectors -> Stream.of(1, 4, 16).map(lanes -> new MicroTile(rows, vectors, lanes))));
    }

    private static MatmulShape shape(int rows, int depth, int columns) {
        return MatmulShape.of(DType.FLOAT32, rows, columns, depth);
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void piecesAreWholeStripsAndWholeBlocksOfRows(MicroTile tile) {
        for (int rows : new int[] {16, 48, 96, 112, 144, 512, 784, 4096}) {
            for (int columns : new int[] {1, 16, 64, 100, 784, 1024, 2048, 4096}) {
                for (int depth : new int[] {1, 64, 1024, 5000}) {
                    for (Caches caches : Caches.values()) {
                        MatmulShape shape = shape(rows, depth, columns);
                        assertWholePieces(shape, MatmulBlocking.of(shape, tile, caches));
                    }
                }
            }
        }
    }

    private static void assertWholePieces(MatmulShape shape, MatmulBlocking blocking) {
        for (int threads = 1; threads < 9; threads++) {
            MatmulPieces pieces = blocking.pieces(shape, threads);
            for (int piece = 0; piece < pieces.count(); piece++) {
                int rows = pieces.to(piece) - pieces.from(piece);
                boolean whole = pieces.from(piece) % blocking.leftStrip() == 0
                        && pieces.from(piece) % MatmulPlan.PART_ROWS == 0
                        && rows >= 1
                        && rows <= blocking.pieceRows();
                assertThat(whole)
                        .as("piece %d of %s, %d threads: %s", piece, shape, threads, pieces)
                        .isTrue();
            }
        }
    }

    @Test
    void farCachesHaveMoreRowsForEachPassOverB() {
        MatmulShape square = shape(1024, 1024, 1024);
        MicroTile tile = new MicroTile(8, 3, 16);
        assertThat(MatmulBlocking.of(square, tile, Caches.NEAR).pieceRows()).isEqualTo(64);
        assertThat(MatmulBlocking.of(square, tile, Caches.NEAR).leftStrip()).isEqualTo(16);
        assertThat(MatmulBlocking.of(square, tile, Caches.FAR).pieceRows()).isEqualTo(512);
        assertThat(MatmulBlocking.of(square, tile, Caches.FAR).leftStrip()).isEqualTo(8);
        MatmulShape lower = shape(1024, 256, 1024);
        assertThat(MatmulBlocking.of(lower, tile, Caches.NEAR).pieceRows()).isEqualTo(64);
        assertThat(MatmulBlocking.of(lower, tile, Caches.FAR).pieceRows()).isEqualTo(256);
    }

    @Test
    void noMoreIsPackedForAllPiecesThanIsRead() {
        MatmulShape square = shape(1024, 1024, 1024);
        assertThat(MatmulBlocking.of(square, new MicroTile(8, 3, 16), Caches.NEAR)
                        .packedLength(square))
                .isEqualTo(1024 * 1024);
        // the last vector is filled up
        MatmulShape narrower = shape(1024, 1024, 1020);
        assertThat(MatmulBlocking.of(narrower, new MicroTile(8, 3, 16), Caches.NEAR)
                        .packedLength(narrower))
                .isEqualTo(1024 * 1024);
    }

    @Test
    void leftRowsArePackedOnceUpToTwiceTheUsualColumns() {
        assertThat(blockColumns(2048, 2048)).isEqualTo(2048);
        assertThat(blockColumns(2048, 2049)).isLessThan(1024);
        // one block of k: parts of C are handed on, which have no more columns than before
        assertThat(blockColumns(1024, 2048)).isEqualTo(1056);
    }

    private static int blockColumns(int depth, int columns) {
        return MatmulBlocking.of(shape(2048, depth, columns), new MicroTile(8, 3, 16), Caches.NEAR)
                .blockColumns();
    }

    @Test
    void rowsOfAPartLieWithoutGapsUnlessTheyAreLong() {
        assertThat(partRow(100)).isEqualTo(100);
        assertThat(partRow(512)).isEqualTo(512);
        assertThat(partRow(513)).isEqualTo(528 + 16);
        assertThat(partRow(1024)).isEqualTo(1024 + 16);
    }

    private static int partRow(int columns) {
        MatmulShape shape = shape(64, 64, columns);
        return MatmulBlocking.of(shape, new MicroTile(8, 3, 16), Caches.NEAR).partRow(shape);
    }

    @Test
    void codeThatAddsToCIsAskedForWhereItIsUsedAlone() {
        // k is cut into chunks, each of which is one block
        assertThat(accumulating(shape(16, 8192, 64))).containsExactly(false);
        assertThat(accumulating(shape(64, 1024, 512))).containsExactly(false);
        assertThat(accumulating(shape(64, 1040, 512))).containsExactlyInAnyOrder(false, true);
        // chunks of several blocks
        assertThat(accumulating(shape(16, 40_000, 64))).containsExactlyInAnyOrder(false, true);
    }

    /** Whether a plan asks for code that adds to C, and for code that does not. */
    private static Set<Boolean> accumulating(MatmulShape shape) {
        Set<Boolean> asked = new HashSet<>();
        new Matmul(new Asked(new MicroCompiler(0), asked)).plan(shape);
        return asked;
    }

    /** Notes what is asked for. */
    private static final class Asked extends PassedOnKernels {
        private final Set<Boolean> accumulating;

        Asked(MicroKernels kernels, Set<Boolean> accumulating) {
            super(kernels);
            this.accumulating = accumulating;
        }

        @Override
        public MicroKernel kernel(MicroVariant variant) {
            accumulating.add(variant.accumulate());
            return super.kernel(variant);
        }
    }
}
