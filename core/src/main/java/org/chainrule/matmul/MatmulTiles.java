package org.chainrule.matmul;

import org.chainrule.memory.AlignedArray;

/** One thread's calls of micro-kernels: the tiles of panels, those of their rows and columns that are no whole tile too. */
final class MatmulTiles {
    private static final Object NOTHING = new Object();

    private final MatmulPlan plan;
    private final MatmulShape shape;
    private final MicroTile tile;
    private final MatmulLeft left;
    private final int edgeLength;

    private AlignedArray edge = AlignedArray.NONE;
    private Object c = NOTHING;
    private int cItem;
    private int cRow;

    MatmulTiles(MatmulPlan plan, MatmulLeft left) {
        this.plan = plan;
        this.shape = plan.shape;
        this.tile = plan.blocking.tile();
        this.left = left;
        this.edgeLength = plan.hasTail() ? tile.rows() * tile.columns() : 0;
    }

    /** Takes an array to work in. */
    void begin() {
        edge = edgeLength == 0 ? AlignedArray.NONE : plan.buffers.take(shape.type(), edgeLength);
    }

    /** Gives it back. */
    void end() {
        if (edgeLength != 0) {
            plan.buffers.give(shape.type(), edge);
        }
        edge = AlignedArray.NONE;
        c = NOTHING;
    }

    /** Where the next calls write. */
    void result(Object array, int offset, int row) {
        c = array;
        cItem = offset;
        cRow = row;
    }

    /** Hands a part of C to what is done with it. */
    void done(MatmulPlan.Tile epilogue, int item, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        epilogue.done(c, cItem, item, rowFrom, rowTo, columnFrom, columnTo);
    }

    /**
     * All tiles of so many panels that are alike, from a row on.
     *
     * @param j the first panel's first column
     * @param b the array that the panels lie in, the first one's first element at {@code bOffset}
     * @param bPanel from one panel to the next
     * @param bDepth from one k to the next
     */
    void compute(
            int rowFrom,
            int rowTo,
            MatmulPanel panel,
            int count,
            int j,
            int depth,
            boolean accumulate,
            Object b,
            int bOffset,
            int bPanel,
            int bDepth) {
        boolean whole = panel.isWhole();
        int tiles = whole ? (rowTo - rowFrom) / tile.rows() : 0;
        if (tiles > 0) {
            MicroKernel kernel = plan.kernel(tile.rows(), panel.vectors(), accumulate, false);
            int row = left.firstRow();
            int first = (rowFrom - row) / tile.rows();
            int to = cItem + row * cRow + j;
            run(kernel, count, first, first + tiles, row, depth, b, bOffset, bPanel, bDepth, c, to, cRow);
        }
        for (int i = rowFrom + tiles * tile.rows(); i < rowTo; i += tile.rows()) {
            int rows = Math.min(tile.rows(), rowTo - i);
            MicroKernel kernel = plan.kernel(rows, panel.vectors(), accumulate, false);
            int to = cItem + i * cRow + j;
            if (whole) {
                run(kernel, count, 0, 1, i, depth, b, bOffset, bPanel, bDepth, c, to, cRow);
            } else {
                int edgeRow = panel.padded();
                if (accumulate) {
                    copy(c, to, cRow, edge.array(), edge.begin(), edgeRow, rows, panel.width());
                }
                run(kernel, 1, 0, 1, i, depth, b, bOffset, bPanel, bDepth, edge.array(), edge.begin(), edgeRow);
                copy(edge.array(), edge.begin(), edgeRow, c, to, cRow, rows, panel.width());
            }
        }
    }

    /** Tiles one below the other, counted from the one that begins at a row. */
    private void run(
            MicroKernel kernel,
            int panels,
            int first,
            int last,
            int row,
            int depth,
            Object b,
            int bOffset,
            int bPanel,
            int bDepth,
            Object target,
            int to,
            int toRow) {
        kernel.run(
                panels,
                first,
                last,
                depth,
                left.array(),
                left.offset(row, depth),
                left.pairStride(depth),
                left.tileStride(depth),
                shape.aRow(),
                left.depthStride(),
                b,
                bOffset,
                bPanel,
                bDepth,
                target,
                0,
                target,
                to,
                toRow);
    }

    /**
     * The uppermost tile of a panel, with A and B in place, which packs the panel by the way; gives the next row.
     *
     * @param a the array of A, its first element of these rows at {@code aOffset}
     * @param b the array of B, the panel's first element at {@code bOffset}
     */
    int computeCopying(
            int rowFrom,
            int rowTo,
            MatmulPanel panel,
            int j,
            int depth,
            boolean accumulate,
            Object a,
            int aOffset,
            Object b,
            int bOffset,
            Object target,
            int targetOffset) {
        int rows = Math.min(tile.rows(), rowTo - rowFrom);
        MicroKernel kernel = plan.kernel(rows, panel.vectors(), accumulate, true);
        kernel.run(
                1,
                0,
                1,
                depth,
                a,
                aOffset,
                0,
                0,
                shape.aRow(),
                shape.aDepth(),
                b,
                bOffset,
                0,
                shape.bDepth(),
                target,
                targetOffset,
                c,
                cItem + rowFrom * cRow + j,
                cRow);
        return rowFrom + rows;
    }

    @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of the plan's type
    private static void copy(
            Object source, int from, int fromRow, Object target, int to, int toRow, int rows, int width) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(source, from + r * fromRow, target, to + r * toRow, width);
        }
    }
}
