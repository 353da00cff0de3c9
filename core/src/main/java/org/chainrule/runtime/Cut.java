package org.chainrule.runtime;

/**
 * How a loop's grid of rows × columns is cut into pieces. The cut follows from the shape alone, never from the number of
 * threads, so results are the same bits with any.
 *
 * @param rows the number of rows
 * @param columns the number of columns
 * @param pieceRows the rows of a piece (the last may have fewer)
 * @param pieceColumns the columns of a piece (the last may have fewer)
 */
public record Cut(int rows, int columns, int pieceRows, int pieceColumns) {
    /** Pieces of at most about this many elements: HotSpot compiles a method that is called often, and soon. */
    private static final int PIECE = 8192;
    /** Small grids are cut into so many pieces, if these have enough to do. */
    private static final int PIECES = 16;
    /** Enough, in vector operations times elements: some microseconds, which are worth another thread. */
    private static final int WORK = 1 << 17;

    private static final int LEAST = 512;

    /** The whole grid as one piece. */
    public static Cut whole(int rows, int columns) {
        return new Cut(rows, columns, Math.max(1, rows), Math.max(1, columns));
    }

    /**
     * Pieces of some whole rows.
     *
     * @param weight the work at each place, in vector operations
     */
    public static Cut byRows(int rows, int columns, int weight) {
        return ofRows(rows, columns, Math.max(1, piece(rows, columns, weight) / Math.max(1, columns)));
    }

    /** The elements of a piece: a power of two. */
    private static int piece(int rows, int columns, int weight) {
        int least = worthSharing(weight, PIECE);
        return Integer.highestOneBit(Math.clamp((long) rows * columns / PIECES, least, PIECE));
    }

    /**
     * How many places are worth another thread.
     *
     * @param weight the work at each place, in vector operations
     * @param most the most that are asked for
     */
    public static int worthSharing(int weight, int most) {
        return Math.clamp(WORK / Math.max(1, weight), LEAST, most);
    }

    /** Pieces of some whole rows, that many rows each. */
    public static Cut ofRows(int rows, int columns, int pieceRows) {
        return new Cut(rows, columns, pieceRows, Math.max(1, columns));
    }

    /** Pieces of some whole groups of so many rows. */
    public static Cut byGroups(int rows, int columns, int groupRows, int weight) {
        int groups = Math.max(1, piece(rows, columns, weight) / Math.max(1, columns * groupRows));
        return new Cut(rows, columns, groups * groupRows, Math.max(1, columns));
    }

    /** Pieces of some columns of all rows. */
    public static Cut byColumns(int rows, int columns) {
        int wanted = Math.max(256, Math.min(1024, PIECE / Math.max(1, rows)));
        return new Cut(rows, columns, Math.max(1, rows), (wanted + 63) / 64 * 64);
    }

    /** Pieces of some rows or, of long rows, of some columns. */
    public static Cut anyhow(int rows, int columns, int weight) {
        int piece = piece(rows, columns, weight);
        return columns >= 2 * piece ? new Cut(rows, columns, 1, piece) : byRows(rows, columns, weight);
    }

    public int pieces() {
        return rowPieces() * columnPieces();
    }

    private int rowPieces() {
        return (rows + pieceRows - 1) / pieceRows;
    }

    /** Into how many pieces rows are cut. */
    public int columnPieces() {
        return (columns + pieceColumns - 1) / pieceColumns;
    }
}
