package org.chainrule.matmul;

import org.chainrule.memory.CacheLines;

/**
 * How a product is cut. All that rounding depends on, the cut along k, follows from the shape alone; pieces of rows may follow the
 * machine and the number of threads.
 *
 * @param tile the tile of the micro-kernel, rows fitted to the shape
 * @param left how micro-kernels read A
 * @param packsLeft whether A is packed first, each block of a piece for itself
 * @param stripTiles the tiles whose rows are packed side by side, 1 or 2
 * @param right how micro-kernels read B
 * @param pieceRows the most rows of a piece of work, a multiple of two tiles' and, if all rows are one, of {@link MatmulPlan#PART_ROWS}
 * @param leastRows rows that are worth a piece of work
 * @param pieceItems products of a piece of work
 * @param blockColumns columns worked on at a time
 * @param blockDepth the length of a block along k, which is also what is packed at a time
 * @param chunkDepth how much of k a piece of work takes where k is split
 */
record MatmulBlocking(
        MicroTile tile,
        MicroVariant.Left left,
        boolean packsLeft,
        int stripTiles,
        Right right,
        int pieceRows,
        int leastRows,
        int pieceItems,
        int blockColumns,
        int blockDepth,
        int chunkDepth) {
    /** How micro-kernels read B. */
    enum Right {
        /** In place. */
        DIRECT,
        /** Packed by each piece for itself. */
        OWN,
        /** Packed once, by all threads together, for all pieces. */
        SHARED
    }

    /** Products smaller than this are not worth a second thread. */
    private static final long PIECE_OPERATIONS = 1 << 20;

    /** Rows with fewer of them neither: some microseconds. */
    private static final long ROWS_OPERATIONS = 1 << 18;

    /** From so many on, products of a batch are done one after the other by all threads. */
    private static final long SHARED_OPERATIONS = 1 << 22;
    /** From so many on, B of a single product is packed once for all pieces. */
    private static final long SHARED_ALONE = 1 << 19;

    private static final long SPLIT_OPERATIONS = 1 << 23;
    private static final int SPLIT_ELEMENTS = 1 << 14;
    private static final int NEAR = 1 << 21;
    private static final int NEARER = 1 << 17;
    private static final int FEW_ROWS = 16;
    private static final int SOME_ROWS = 64;
    private static final int MANY_COLUMNS = 192;
    /** The most columns of parts that have all of them: with the fewest rows they have 2¹⁶ elements. */
    private static final int WIDEST = (1 << 16) / MatmulPlan.PART_ROWS;
    /** The most elements of a part where all of B, packed, is to stay in the second-level cache while a loop goes through one part after the other. */
    private static final int CLOSE_ELEMENTS = 1 << 15;
    /** In bytes, of such B. */
    private static final int CLOSE = 1 << 18;
    /** In bytes, from one step along k to the next. */
    private static final int FAR = 1 << 12;
    /** In bytes, from the first step of a block to the last. */
    private static final int LONG = 1 << 19;

    /** In bytes, of packed B: as much as a block of the usual columns and depth. */
    private static final int LOW = 1 << 22;

    /** Cache lines of a row of a part: not so many that the rows of a tile meet at the same few places of the cache. */
    private static final int SHORT_LINES = 32;

    private static final int CHUNKS = 16;
    private static final int LEAST_CHUNK = 1 << 10;
    private static final int PIECES = 4;

    /** Whether k is cut into chunks, whose results are added up afterwards. */
    boolean split(int depth) {
        return chunkDepth < depth;
    }

    /** Whether each part of C is computed at once. */
    boolean inParts(MatmulShape shape) {
        return (right != Right.SHARED || shape.depth() <= blockDepth) && !split(shape.depth());
    }

    /** From a row of a part that lies by itself to the next. */
    int partRow(MatmulShape shape) {
        int line = CacheLines.BYTES / shape.type().bytes();
        if (blockColumns == shape.columns() && blockColumns <= SHORT_LINES * line) {
            return blockColumns;
        }
        // a cache line more than whole ones, so that the rows of a tile do not meet the same places of the cache
        return (Math.ceilDiv(blockColumns, line) + 1) * line;
    }

    /** The elements of B that are packed for all pieces at a time. */
    int packedLength(MatmulShape shape) {
        return Math.multiplyExact(tile.padded(packedColumns(shape)), blockDepth);
    }

    /** The rows of A that are packed side by side. */
    int leftStrip() {
        return stripTiles * tile.rows();
    }

    static MatmulBlocking of(MatmulShape shape, MicroTile machine, Caches caches) {
        MicroTile tile = tile(shape, machine);
        Right right = right(shape, tile);
        boolean low = right == Right.SHARED && isLow(shape);
        boolean twice = right == Right.SHARED && isTwice(shape);
        int columns = low || twice ? shape.columns() : blockColumns(shape.columns(), tile);
        boolean split = split(shape);
        int chunkDepth = split ? chunkDepth(shape) : Math.max(1, shape.depth());
        int most = split
                ? shape.rows()
                : Math.clamp(
                        partElements(shape, caches) / (twice ? MatmulPlan.WHOLE_ROWS : columns),
                        1,
                        Math.max(1, shape.rows()));
        return new MatmulBlocking(
                tile,
                left(shape),
                packsLeft(shape),
                caches.stripTiles(),
                right,
                wholeStrips(most, tile, shape.rows()),
                leastRows(shape, tile, columns),
                pieceItems(shape),
                columns,
                blockDepth(chunkDepth),
                chunkDepth);
    }

    /** The machine's tile, or higher ones for C of few columns, for the sums to be enough to hide the latency of additions. */
    private static MicroTile tile(MatmulShape shape, MicroTile machine) {
        int vectors = Math.clamp(ceilDivide(shape.columns(), machine.lanes()), 1, machine.vectors());
        int rows = vectors == 1 && machine.rows() < 6 ? 6 : machine.rows();
        return new MicroTile(fit(shape.rows(), rows), vectors, machine.lanes());
    }

    /** Cuts {@code length} into as few equal parts as parts of {@code most} would be, and gives the size of the greatest. */
    private static int fit(int length, int most) {
        int parts = Math.max(1, ceilDivide(length, most));
        return Math.max(1, ceilDivide(length, parts));
    }

    /** Whether k is cut into chunks: C alone has too little to cut. */
    private static boolean split(MatmulShape shape) {
        return (long) shape.rows() * shape.columns() <= SPLIT_ELEMENTS
                && shape.columns() <= MatmulPlan.WHOLE_ROWS
                && shape.items() == 1
                && shape.operations() >= SPLIT_OPERATIONS
                && chunkDepth(shape) < shape.depth();
    }

    /** The pieces of rows, for so many threads. */
    MatmulPieces pieces(MatmulShape shape, int threads) {
        if (threads == 1) {
            return MatmulPieces.equal(shape.rows(), pieceRows);
        }
        int least = Math.min(leastRows, pieceRows);
        boolean shared = right == Right.SHARED;
        boolean oneBlock = blockColumns >= shape.columns() || shared && packedBlocks() == 1;
        if (oneBlock && (shared || shape.items() == 1)) {
            return MatmulPieces.meeting(shape.rows(), wholeStrips(1, tile, shape.rows()), least, pieceRows, threads);
        }
        int byBalance = wholeStrips(ceilDivide(shape.rows(), PIECES * threads), tile, shape.rows());
        return MatmulPieces.equal(shape.rows(), Math.clamp(byBalance, least, pieceRows));
    }

    /** Blocks of columns that are packed at a time: all together are no larger than one block of the greatest depth. */
    int packedBlocks() {
        return Math.max(1, Matmul.BLOCK / Math.max(1, blockDepth));
    }

    /** Their columns. */
    int packedColumns(MatmulShape shape) {
        return Math.min(packedBlocks() * blockColumns, Math.max(1, shape.columns()));
    }

    private static int leastRows(MatmulShape shape, MicroTile tile, int columns) {
        long byWork = ceilDivide(ROWS_OPERATIONS, Math.max(1, 2L * tile.padded(columns) * shape.depth()));
        // each piece reads all of B
        long byReuse = near(shape, tile) ? 1 : FEW_ROWS;
        return wholeStrips((int) Math.min(shape.rows(), Math.max(byReuse, byWork)), tile, shape.rows());
    }

    /** At least {@code rows}, of a product that has {@code all}: whole strips, and whole blocks of rows if the product has such. */
    private static int wholeStrips(int rows, MicroTile tile, int all) {
        int strip = 2 * tile.rows();
        int whole = MatmulPlan.PART_ROWS % strip == 0 ? MatmulPlan.PART_ROWS : strip;
        while (all % MatmulPlan.PART_ROWS == 0 && whole % MatmulPlan.PART_ROWS != 0) {
            whole += strip;
        }
        return Math.max(1, ceilDivide(rows, whole)) * whole;
    }

    /**
     * Whether reading B in place costs little: it is small, or not very large, read by few tiles, and a row of a panel has more than a cache
     * line.
     */
    private static boolean near(MatmulShape shape, MicroTile tile) {
        boolean seldom =
                shape.rows() <= SOME_ROWS && tile.columns() * shape.type().bytes() > CacheLines.BYTES;
        return bytesOfRight(shape) < (seldom ? NEAR : NEARER);
    }

    private static int pieceItems(MatmulShape shape) {
        return (int)
                Math.min(Math.max(1, shape.items()), ceilDivide(PIECE_OPERATIONS, Math.max(1, shape.operations())));
    }

    private static MicroVariant.Left left(MatmulShape shape) {
        return shape.aDepth() == 1 ? MicroVariant.Left.ROWS : MicroVariant.Left.COLUMNS;
    }

    /** Whether packing A, which costs a tenth of a tile, is won back over the panels of B. */
    private static boolean packsLeft(MatmulShape shape) {
        if (shape.aDepth() != 1 && shape.aRow() != 1) {
            return true;
        }
        // steps of pages meet the same few places of a cache, and long ways are too much for it
        long step = (long) shape.aDepth() * shape.type().bytes();
        boolean far = step >= FAR || step * Math.min(shape.depth(), Matmul.BLOCK) > LONG;
        return shape.columns() >= MANY_COLUMNS && shape.rows() >= FEW_ROWS && (shape.aDepth() == 1 || far);
    }

    /** The most elements of a part. */
    private static int partElements(MatmulShape shape, Caches caches) {
        return bytesOfRight(shape) <= CLOSE ? CLOSE_ELEMENTS : caches.partElements(bytesOfRight(shape));
    }

    private static long bytesOfRight(MatmulShape shape) {
        return (long) shape.columns() * shape.depth() * shape.type().bytes();
    }

    /**
     * Whether B is so low that all of it is packed at once, and parts of C may have all columns: an update that runs on them then goes through
     * memory row by row, as processors expect. Narrower parts cost it a third more time.
     */
    private static boolean isLow(MatmulShape shape) {
        return bytesOfRight(shape) <= LOW && shape.depth() <= Matmul.BLOCK && shape.columns() <= WIDEST;
    }

    /**
     * Whether a product of several blocks of k would have two of columns, for each of which A would be packed anew: they are one, which packs
     * twice as much of B at a time.
     */
    private static boolean isTwice(MatmulShape shape) {
        return shape.depth() > Matmul.BLOCK
                && shape.columns() > MatmulPlan.WHOLE_ROWS
                && shape.columns() <= 2 * MatmulPlan.WHOLE_ROWS;
    }

    /** All columns, or of wide products equal parts that end where a tile ends. */
    private static int blockColumns(int columns, MicroTile tile) {
        int blocks = Math.max(1, ceilDivide(columns, MatmulPlan.WHOLE_ROWS));
        return blocks == 1
                ? Math.max(1, columns)
                : ceilDivide(ceilDivide(columns, blocks), tile.columns()) * tile.columns();
    }

    private static Right right(MatmulShape shape, MicroTile tile) {
        boolean inPlace = near(shape, tile) || shape.rows() <= FEW_ROWS || split(shape);
        if (shape.bColumn() == 1 && inPlace) {
            return Right.DIRECT;
        }
        long least = shape.items() == 1 ? SHARED_ALONE : SHARED_OPERATIONS;
        return shape.operations() >= least && !split(shape) ? Right.SHARED : Right.OWN;
    }

    private static int chunkDepth(MatmulShape shape) {
        return Math.max(LEAST_CHUNK, wholeSteps(ceilDivide(shape.depth(), CHUNKS)));
    }

    /** As few equal blocks as there can be. */
    private static int blockDepth(int depth) {
        return Math.min(depth, wholeSteps(fit(depth, Matmul.BLOCK)));
    }

    private static int wholeSteps(int depth) {
        return ceilDivide(depth, MicroPack.STEP) * MicroPack.STEP;
    }

    private static long ceilDivide(long dividend, long divisor) {
        return Math.ceilDiv(dividend, divisor);
    }

    private static int ceilDivide(int dividend, int divisor) {
        return Math.ceilDiv(dividend, divisor);
    }
}
