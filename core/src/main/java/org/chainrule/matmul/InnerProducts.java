package org.chainrule.matmul;

import java.util.OptionalInt;
import org.chainrule.graph.DType;
import org.chainrule.memory.Spares;
import org.chainrule.simd.InnerTile;
import org.chainrule.simd.Simd;
import org.chainrule.threads.Workers;

/**
 * Products of a few long rows by a few long columns, whose elements lie side by side in both, as the gradient of a convolution's
 * filters: vectors run along k, so nothing is packed.
 *
 * <p>Rounding depends on the shape alone: k is cut into chunks of {@value #CHUNK} terms; in each, term k goes to partial sum k mod 16 by a fused
 * multiply-add, and these are put together in halves; chunks add up in order.
 */
public final class InnerProducts implements ProductPlan {
    private static final int CHUNK = 1 << 13;
    /** So many terms of a tile's rows stay in the first-level cache. */
    private static final int BLOCK = 1 << 10;
    /** The columns of a piece: few, so that threads are done at about the same time. */
    private static final int GROUP = InnerTile.COLUMNS;

    private static final int MOST_ROWS = 32;
    private static final int LANES = InnerTile.LANES;
    private static final int TILE = InnerTile.ROWS * InnerTile.COLUMNS * LANES;

    private static final float[] NONE = {};

    private final MatmulShape shape;
    private final int chunks;
    private final int groups;
    private final int rowTiles;
    private final Spares<float[]> sums;
    private final Spares<float[]> partials;
    private final Spares<Job> jobs = new Spares<>(Job::new);

    public InnerProducts(MatmulShape shape) {
        this.shape = shape;
        this.chunks = Math.ceilDiv(shape.depth(), CHUNK);
        this.groups = Math.ceilDiv(shape.columns(), GROUP);
        this.rowTiles = Math.ceilDiv(shape.rows(), InnerTile.ROWS);
        int length = rowTiles * Math.ceilDiv(GROUP, InnerTile.COLUMNS) * TILE;
        this.sums = new Spares<>(() -> new float[length]);
        this.partials = new Spares<>(() -> new float[chunks * shape.rows() * shape.columns()]);
    }

    /** Whether products of a shape are better computed so. */
    public static boolean suit(MatmulShape shape) {
        return shape.type() == DType.FLOAT32
                && shape.items() == 1
                && shape.aDepth() == 1
                && shape.bDepth() == 1
                && shape.rows() >= InnerTile.ROWS
                && shape.rows() <= MOST_ROWS
                && shape.columns() >= InnerTile.COLUMNS
                && shape.depth() >= BLOCK;
    }

    @Override
    public MatmulShape shape() {
        return shape;
    }

    @Override
    public void run(
            Object a,
            int aOffset,
            Object b,
            int bOffset,
            Object c,
            int cOffset,
            Workers workers,
            MatmulPlan.Tile epilogue) {
        float[] partial = partials.take();
        Job job = jobs.take();
        job.bind((float[]) a, aOffset, (float[]) b, bOffset, partial);
        workers.run(chunks * groups, job);
        job.bind(NONE, 0, NONE, 0, NONE);
        jobs.give(job);
        add(partial, (float[]) c, cOffset);
        partials.give(partial);
        epilogue.done(c, cOffset, 0, 0, shape.rows(), 0, shape.columns());
    }

    @Override
    public OptionalInt partRow() {
        return OptionalInt.empty();
    }

    @Override
    public void runInParts(Object a, int aOffset, Object b, int bOffset, Workers workers, MatmulPlan.Tile epilogue) {
        throw new UnsupportedOperationException("chunks are added up in C");
    }

    /** Adds up the chunks. */
    private void add(float[] partial, float[] c, int cOffset) {
        int size = shape.rows() * shape.columns();
        for (int row = 0; row < shape.rows(); row++) {
            for (int column = 0; column < shape.columns(); column++) {
                float sum = 0;
                for (int at = row * shape.columns() + column; at < partial.length; at += size) {
                    sum += partial[at];
                }
                c[cOffset + row * shape.cRow() + column] = sum;
            }
        }
    }

    /** A run's pieces. Used again, so that a run leaves nothing. */
    private final class Job implements Workers.Piece {
        private float[] a = NONE;
        private int aOffset;
        private float[] b = NONE;
        private int bOffset;
        private float[] partial = NONE;

        void bind(float[] left, int leftOffset, float[] right, int rightOffset, float[] partials) {
            a = left;
            aOffset = leftOffset;
            b = right;
            bOffset = rightOffset;
            partial = partials;
        }

        @Override
        public void run(int piece) {
            float[] lanes = sums.take();
            Piece part = new Piece(a, aOffset, b, bOffset, piece / groups, piece % groups, lanes);
            part.multiply();
            part.put(partial);
            sums.give(lanes);
        }
    }

    /** A chunk of the terms of all rows with a group of columns. Tiles at the edges overlap others, with the same results. */
    private final class Piece {
        private final float[] a;
        private final int aOffset;
        private final float[] b;
        private final int bOffset;
        private final int chunk;
        private final int columnFrom;
        private final int columnTo;
        private final float[] lanes;

        Piece(float[] a, int aOffset, float[] b, int bOffset, int chunk, int group, float[] lanes) {
            this.a = a;
            this.aOffset = aOffset;
            this.b = b;
            this.bOffset = bOffset;
            this.chunk = chunk;
            this.columnFrom = group * GROUP;
            this.columnTo = Math.min(shape.columns(), columnFrom + GROUP);
            this.lanes = lanes;
        }

        void multiply() {
            java.util.Arrays.fill(lanes, 0);
            int end = Math.min(shape.depth(), (chunk + 1) * CHUNK);
            for (int from = chunk * CHUNK; from < end; from += BLOCK) {
                int count = Math.min(BLOCK, end - from);
                for (int column = columnFrom, tile = 0; column < columnTo; column += InnerTile.COLUMNS) {
                    for (int row = 0; row < shape.rows(); row += InnerTile.ROWS, tile++) {
                        tile(first(row), column(column), from, count, tile * TILE);
                    }
                }
            }
        }

        private void tile(int row, int column, int from, int count, int at) {
            int left = aOffset + row * shape.aRow() + from;
            int right = bOffset + column * shape.bColumn() + from;
            int whole = Simd.available() ? count / LANES * LANES : 0;
            if (whole > 0) {
                InnerTile.add(a, left, shape.aRow(), b, right, shape.bColumn(), whole, lanes, at);
            }
            for (int i = 0; whole < count && i < InnerTile.ROWS; i++) {
                for (int j = 0; j < InnerTile.COLUMNS; j++) {
                    int sum = at + (i * InnerTile.COLUMNS + j) * LANES;
                    int x = left + i * shape.aRow();
                    int y = right + j * shape.bColumn();
                    for (int k = whole; k < count; k++) {
                        int lane = sum + k % LANES;
                        lanes[lane] = Math.fma(a[x + k], b[y + k], lanes[lane]);
                    }
                }
            }
        }

        private int first(int row) {
            return Math.min(row, shape.rows() - InnerTile.ROWS);
        }

        private int column(int column) {
            return Math.min(column, shape.columns() - InnerTile.COLUMNS);
        }

        /** Puts partial sums together, each into its place. */
        void put(float[] partial) {
            int chunkAt = chunk * shape.rows() * shape.columns();
            for (int column = columnFrom, tile = 0; column < columnTo; column += InnerTile.COLUMNS) {
                for (int row = 0; row < shape.rows(); row += InnerTile.ROWS, tile++) {
                    for (int i = 0; i < InnerTile.ROWS; i++) {
                        for (int j = 0; j < InnerTile.COLUMNS; j++) {
                            int at = tile * TILE + (i * InnerTile.COLUMNS + j) * LANES;
                            int to = chunkAt + (first(row) + i) * shape.columns() + column(column) + j;
                            partial[to] = inHalves(at);
                        }
                    }
                }
            }
        }

        private float inHalves(int at) {
            for (int half = LANES / 2; half > 0; half /= 2) {
                for (int lane = at; lane < at + half; lane++) {
                    lanes[lane] += lanes[lane + half];
                }
            }
            return lanes[at];
        }
    }
}
