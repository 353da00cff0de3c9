package org.chainrule.runtime;

/**
 * How a product is cut, by its shape alone.
 *
 * @param tile the tile of the micro-kernel, rows fitted to the shape
 * @param left how micro-kernels read A
 * @param right how micro-kernels read B
 * @param pieceRows rows of a piece of work, a multiple of the tile's
 * @param pieceItems products of a piece of work
 * @param blockColumns columns worked on at a time
 * @param groupDepth how much of k is packed at a time, a multiple of {@link Matmul#BLOCK}
 * @param chunkDepth how much of k a piece of work takes where k is split, a multiple of {@link Matmul#BLOCK}
 */
record MatmulBlocking(
        MicroTile tile,
        MicroVariant.Left left,
        Right right,
        int pieceRows,
        int pieceItems,
        int blockColumns,
        int groupDepth,
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

    private static final long SHARED_OPERATIONS = 1 << 22;
    private static final long SPLIT_OPERATIONS = 1 << 23;
    private static final int SPLIT_ELEMENTS = 1 << 14;
    private static final int NEAR = 1 << 21;
    private static final int NEAR_NARROW = 1 << 17;
    private static final int CACHE_LINE = 64;
    private static final int FEW_ROWS = 16;
    private static final int GROUP = 4 * Matmul.BLOCK;
    private static final int TILE_ELEMENTS = 1 << 15;
    private static final int FAR = 1 << 13;
    private static final int CHUNKS = 16;
    private static final int PIECES = 8;

    /** Whether k is cut into chunks, whose results are added up afterwards. */
    boolean split(int depth) {
        return chunkDepth < depth;
    }

    static MatmulBlocking of(MatmulShape shape, MicroTile machine) {
        MicroTile tile = tile(shape, machine);
        int columns = Math.max(1, Math.min(shape.columns(), MatmulPlan.WHOLE_ROWS));
        boolean split = split(shape);
        int rows = split ? shape.rows() : pieceRows(shape, tile, columns);
        rows = ceilDivide(Math.max(1, rows), tile.rows()) * tile.rows();
        return new MatmulBlocking(
                tile,
                left(shape),
                right(shape, tile, rows),
                rows,
                pieceItems(shape),
                columns,
                Math.min(GROUP, blocks(shape.depth())),
                split ? chunkDepth(shape) : blocks(shape.depth()));
    }

    /** The machine's tile, or higher ones for C of few columns, for the sums to be enough to hide the latency of additions. */
    private static MicroTile tile(MatmulShape shape, MicroTile machine) {
        int vectors = Math.clamp(ceilDivide(shape.columns(), machine.lanes()), 1, machine.vectors());
        int rows = vectors == 1 ? machine.rows() + machine.rows() / 2 : machine.rows();
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

    private static int pieceRows(MatmulShape shape, MicroTile tile, int columns) {
        long byWork = ceilDivide(PIECE_OPERATIONS, Math.max(1, 2L * columns * shape.depth()));
        long byBalance = ceilDivide(shape.rows(), PIECES);
        long byMemory = Math.max(1, TILE_ELEMENTS / columns);
        // Each piece reads all of B.
        long byReuse = near(shape, tile) ? 1 : FEW_ROWS;
        return (int) Math.min(shape.rows(), Math.max(byReuse, Math.min(byMemory, Math.max(byWork, byBalance))));
    }

    /** Whether B is small enough, and a row of a panel long enough, for reading it in place to cost little. */
    private static boolean near(MatmulShape shape, MicroTile tile) {
        int bytes = shape.type().bytes();
        long most = tile.columns() * bytes > CACHE_LINE ? NEAR : NEAR_NARROW;
        return (long) shape.columns() * shape.depth() * bytes < most;
    }

    private static int pieceItems(MatmulShape shape) {
        return (int)
                Math.min(Math.max(1, shape.items()), ceilDivide(PIECE_OPERATIONS, Math.max(1, shape.operations())));
    }

    private static MicroVariant.Left left(MatmulShape shape) {
        if (shape.aDepth() == 1) {
            return MicroVariant.Left.ROWS;
        }
        // Steps of pages meet the same few places of a cache.
        boolean far = (long) shape.aDepth() * shape.type().bytes() >= FAR && shape.columns() >= 512;
        return shape.aRow() == 1 && !far ? MicroVariant.Left.COLUMNS : MicroVariant.Left.PACKED;
    }

    private static Right right(MatmulShape shape, MicroTile tile, int pieceRows) {
        boolean inPlace = near(shape, tile) || shape.rows() <= FEW_ROWS || split(shape);
        if (shape.bColumn() == 1 && inPlace) {
            return Right.DIRECT;
        }
        return shape.operations() >= SHARED_OPERATIONS && pieceRows < shape.rows() && !split(shape)
                ? Right.SHARED
                : Right.OWN;
    }

    private static int chunkDepth(MatmulShape shape) {
        return Math.max(4 * Matmul.BLOCK, blocks(ceilDivide(shape.depth(), CHUNKS)));
    }

    /** A length along k, rounded up to whole blocks. */
    private static int blocks(int depth) {
        return Math.max(1, ceilDivide(depth, Matmul.BLOCK)) * Matmul.BLOCK;
    }

    private static long ceilDivide(long dividend, long divisor) {
        return Math.ceilDiv(dividend, divisor);
    }

    private static int ceilDivide(int dividend, int divisor) {
        return Math.ceilDiv(dividend, divisor);
    }
}
