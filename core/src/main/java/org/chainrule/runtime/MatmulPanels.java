package org.chainrule.runtime;

import org.chainrule.runtime.MatmulBlocking.Right;

/**
 * One thread's loops over tiles: packs strips of A and B and calls the micro-kernels. Columns go outside and rows inside, so that
 * a panel of B stays in the first-level cache and a strip of A in the second.
 */
final class MatmulPanels {
    private static final Object NOTHING = new Object();

    private final MatmulPlan plan;
    private final MatmulShape shape;
    private final MatmulBlocking blocking;
    private final MicroTile tile;
    private final MatmulLeft left;
    private final int rightLength;
    private final int edgeLength;

    private Object a = NOTHING;
    private Object b = NOTHING;
    private Object c = NOTHING;
    private int aItem;
    private int bItem;
    private int cItem;
    private int cRow;
    private Object right = NOTHING;
    private Object edge = NOTHING;

    MatmulPanels(MatmulPlan plan) {
        this.plan = plan;
        this.shape = plan.shape;
        this.blocking = plan.blocking;
        this.tile = blocking.tile();
        boolean tail = shape.columns() % tile.lanes() != 0;
        this.left = new MatmulLeft(plan);
        boolean own = blocking.right() == Right.OWN || (blocking.right() == Right.DIRECT && tail);
        this.rightLength = own ? tile.columns() * blocking.blockDepth() : 0;
        this.edgeLength = tail ? tile.rows() * tile.columns() : 0;
    }

    /** Takes arrays to work in. */
    void begin() {
        left.begin();
        right = rightLength == 0 ? NOTHING : plan.buffers.take(shape.type(), rightLength);
        edge = edgeLength == 0 ? NOTHING : plan.buffers.take(shape.type(), edgeLength);
    }

    /** The operands of the next calls, and where their first elements stand. */
    void operands(
            Object left, int leftOffset, Object right, int rightOffset, Object result, int resultOffset, int row) {
        a = left;
        aItem = leftOffset;
        b = right;
        bItem = rightOffset;
        c = result;
        cItem = resultOffset;
        cRow = row;
    }

    /** Hands a part of C to what is done with it. */
    void done(MatmulPlan.Tile epilogue, int item, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        epilogue.done(c, cItem, item, rowFrom, rowTo, columnFrom, columnTo);
    }

    /** Gives the arrays back. */
    void end() {
        left.end();
        if (rightLength != 0) {
            plan.buffers.give(shape.type(), right);
        }
        if (edgeLength != 0) {
            plan.buffers.give(shape.type(), edge);
        }
        right = NOTHING;
        edge = NOTHING;
        operands(NOTHING, 0, NOTHING, 0, NOTHING, 0, 0);
    }

    /** All of k between the bounds, for the given part of C, with B in place, or packed by this piece panel by panel. */
    void multiply(int rowFrom, int rowTo, int columnFrom, int columnTo, int depthFrom, int depthTo) {
        int panels = tile.panels(columnTo - columnFrom);
        int k = depthFrom;
        do {
            int depth = Math.min(blocking.blockDepth(), depthTo - k);
            boolean accumulate = k > depthFrom;
            left.block(a, aItem, rowFrom, rowTo, k, depth);
            for (int panel = 0; panel < panels; panel++) {
                int j = panelFrom(panel, columnFrom, columnTo);
                int width = panelFrom(panel + 1, columnFrom, columnTo) - j;
                // what is left of the rows: nothing to pack for
                boolean few = rowTo - rowFrom < tile.rows() && rowFrom > 0;
                if (isWhole(width) && (blocking.right() == Right.DIRECT || plan.copying && few)) {
                    int offset = bItem + k * shape.bDepth() + j;
                    column(rowFrom, rowTo, j, width, depth, accumulate, b, offset, shape.bDepth());
                } else {
                    int row = rowFrom;
                    if (copies(width)) {
                        row = copyPanel(rowFrom, rowTo, j, width, k, depth, accumulate, right, 0);
                    } else {
                        packPanel(j, width, k, depth, right, 0);
                    }
                    column(row, rowTo, j, width, depth, accumulate, right, 0, tile.padded(width));
                }
            }
            k += depth;
        } while (k < depthTo);
    }

    private int panelFrom(int panel, int columnFrom, int columnTo) {
        return columnFrom + tile.panelFrom(panel, columnTo - columnFrom);
    }

    private boolean isWhole(int width) {
        return width % tile.lanes() == 0;
    }

    private boolean copies(int width) {
        return plan.copying && isWhole(width);
    }

    /** Packs a block of k of one panel of B, and computes the uppermost tile of C if that packs as it goes. */
    void packRight(int panel, int columnFrom, int columnTo, int k, int depth, boolean accumulate, Object target) {
        int j = panelFrom(panel, columnFrom, columnTo);
        int width = panelFrom(panel + 1, columnFrom, columnTo) - j;
        int offset = (j - columnFrom) * depth;
        if (copies(width)) {
            copyPanel(0, shape.rows(), j, width, k, depth, accumulate, target, offset);
        } else {
            packPanel(j, width, k, depth, target, offset);
        }
    }

    private void packPanel(int j, int width, int k, int depth, Object target, int offset) {
        int from = bItem + k * shape.bDepth() + j * shape.bColumn();
        plan.rightStrips.pack(b, from, width, tile.padded(width), depth, target, offset);
    }

    /** Computes the uppermost tile of a panel with B in place and packs the panel by the way; gives the next row. */
    private int copyPanel(
            int rowFrom,
            int rowTo,
            int j,
            int width,
            int k,
            int depth,
            boolean accumulate,
            Object target,
            int targetOffset) {
        int rows = Math.min(tile.rows(), rowTo - rowFrom);
        int from = aItem + rowFrom * shape.aRow() + k * shape.aDepth();
        int panel = bItem + k * shape.bDepth() + j;
        int to = cItem + rowFrom * cRow + j;
        MicroKernel kernel = plan.kernel(rows, width / tile.lanes(), accumulate, true);
        kernel.run(
                depth,
                a,
                from,
                shape.aRow(),
                shape.aDepth(),
                b,
                panel,
                shape.bDepth(),
                target,
                targetOffset,
                c,
                to,
                cRow);
        return rowFrom + rows;
    }

    /**
     * One block of k, for the given part of C, with B packed for all pieces.
     *
     * @param accumulate whether C holds the sum of the blocks before
     */
    void multiplyPacked(
            int rowFrom, int rowTo, int columnFrom, int columnTo, int k, int depth, boolean accumulate, Object packed) {
        int panels = tile.panels(columnTo - columnFrom);
        left.block(a, aItem, rowFrom, rowTo, k, depth);
        for (int panel = 0; panel < panels; panel++) {
            int j = panelFrom(panel, columnFrom, columnTo);
            int width = panelFrom(panel + 1, columnFrom, columnTo) - j;
            int row = rowFrom == 0 && copies(width) ? Math.min(tile.rows(), rowTo) : rowFrom;
            column(row, rowTo, j, width, depth, accumulate, packed, (j - columnFrom) * depth, tile.padded(width));
        }
    }

    /** The tiles of one panel of B, from a row on. */
    private void column(
            int rowFrom,
            int rowTo,
            int j,
            int width,
            int depth,
            boolean accumulate,
            Object panel,
            int panelOffset,
            int panelDepth) {
        int vectors = Math.ceilDiv(width, tile.lanes());
        Object source = left.array();
        int aRow = shape.aRow();
        int aDepth = left.depthStride();
        int edgeRow = vectors * tile.lanes();
        for (int i = rowFrom; i < rowTo; i += tile.rows()) {
            int rows = Math.min(tile.rows(), rowTo - i);
            MicroKernel kernel = plan.kernel(rows, vectors, accumulate, false);
            int offset = left.offset(i, depth);
            int to = cItem + i * cRow + j;
            if (isWhole(width)) {
                kernel.run(depth, source, offset, aRow, aDepth, panel, panelOffset, panelDepth, c, 0, c, to, cRow);
            } else {
                if (accumulate) {
                    copy(c, to, cRow, edge, 0, edgeRow, rows, width);
                }
                kernel.run(
                        depth, source, offset, aRow, aDepth, panel, panelOffset, panelDepth, edge, 0, edge, 0, edgeRow);
                copy(edge, 0, edgeRow, c, to, cRow, rows, width);
            }
        }
    }

    @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of the plan's type
    private static void copy(
            Object source, int from, int fromRow, Object target, int to, int toRow, int rows, int width) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(source, from + r * fromRow, target, to + r * toRow, width);
        }
    }
}
