package org.chainrule.runtime;

import java.util.BitSet;
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
    /** Panels that another thread is packing. */
    private final BitSet later = new BitSet();

    MatmulPanels(MatmulPlan plan) {
        this.plan = plan;
        this.shape = plan.shape;
        this.blocking = plan.blocking;
        this.tile = blocking.tile();
        boolean tail = plan.hasTail();
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
        boolean inPlace = blocking.right() == Right.DIRECT || plan.copying && isFew(rowFrom, rowTo);
        int k = depthFrom;
        do {
            int depth = Math.min(blocking.blockDepth(), depthTo - k);
            boolean accumulate = k > depthFrom;
            left.block(a, aItem, rowFrom, rowTo, k, depth);
            for (MatmulPanel panel : plan.columns.of(columnTo - columnFrom)) {
                int j = columnFrom + panel.from();
                if (inPlace && panel.isWhole()) {
                    column(rowFrom, rowTo, panel, j, depth, accumulate, b, right(k, j), shape.bDepth());
                } else {
                    int row = pack(rowFrom, rowTo, panel, j, k, depth, accumulate, right, 0);
                    column(row, rowTo, panel, j, depth, accumulate, right, 0, panel.padded());
                }
            }
            k += depth;
        } while (k < depthTo);
    }

    /** Whether these rows are what is left of them, less than a tile: nothing to pack for. */
    private boolean isFew(int rowFrom, int rowTo) {
        return rowTo - rowFrom < tile.rows() && rowFrom > 0;
    }

    private boolean copies(MatmulPanel panel) {
        return plan.copying && panel.isWhole();
    }

    /** Where B has a row and a column. */
    private int right(int k, int j) {
        return bItem + k * shape.bDepth() + j * shape.bColumn();
    }

    /** Computes the uppermost tile of a panel with B in place and packs the panel by the way; gives the next row. */
    private int copyPanel(
            int rowFrom,
            int rowTo,
            MatmulPanel panel,
            int j,
            int k,
            int depth,
            boolean accumulate,
            Object target,
            int targetOffset) {
        int rows = Math.min(tile.rows(), rowTo - rowFrom);
        int from = aItem + rowFrom * shape.aRow() + k * shape.aDepth();
        int to = cItem + rowFrom * cRow + j;
        MicroKernel kernel = plan.kernel(rows, panel.vectors(), accumulate, true);
        kernel.run(
                0,
                1,
                depth,
                a,
                from,
                0,
                0,
                shape.aRow(),
                shape.aDepth(),
                b,
                right(k, j),
                shape.bDepth(),
                target,
                targetOffset,
                c,
                to,
                cRow);
        return rowFrom + rows;
    }

    /**
     * One block of k, for the given part of C, with B packed for all pieces: a panel that nobody has come to is packed, and one that
     * another thread is packing is left to the end.
     *
     * @param backwards whether the last panel comes first
     */
    void multiplyPacked(int rowFrom, int rowTo, int columnFrom, int columnTo, MatmulPacked packed, boolean backwards) {
        MatmulPanel[] panels = plan.columns.of(columnTo - columnFrom);
        int number = packed.number(columnFrom);
        left.block(a, aItem, rowFrom, rowTo, packed.k(), packed.depth());
        later.clear();
        for (int i = 0; i < panels.length; i++) {
            int next = backwards ? panels.length - 1 - i : i;
            if (!packedPanel(rowFrom, rowTo, panels[next], number + next, columnFrom, packed)) {
                later.set(next);
            }
        }
        for (int next = later.nextSetBit(0); next >= 0; next = later.nextSetBit(next + 1)) {
            packed.await(number + next);
            packedPanel(rowFrom, rowTo, panels[next], number + next, columnFrom, packed);
        }
    }

    /** The tiles of a panel, which is packed if nobody has come to it before; false if another thread is packing it. */
    private boolean packedPanel(
            int rowFrom, int rowTo, MatmulPanel panel, int number, int columnFrom, MatmulPacked packed) {
        int offset = packed.offset(columnFrom + panel.begin());
        int j = columnFrom + panel.from();
        int k = packed.k();
        int depth = packed.depth();
        int row = rowFrom;
        if (!packed.isReady(number)) {
            if (copies(panel) && isFew(rowFrom, rowTo)) {
                column(rowFrom, rowTo, panel, j, depth, k > 0, b, right(k, j), shape.bDepth());
                return true;
            }
            if (!packed.isFirstAt(number)) {
                return false;
            }
            try {
                row = pack(rowFrom, rowTo, panel, j, k, depth, k > 0, packed.array(), offset);
            } finally {
                packed.ready(number);
            }
        }
        column(row, rowTo, panel, j, depth, k > 0, packed.array(), offset, panel.padded());
        return true;
    }

    /** Packs a panel, and gives the row from which on its tiles are left to compute. */
    private int pack(
            int rowFrom,
            int rowTo,
            MatmulPanel panel,
            int j,
            int k,
            int depth,
            boolean accumulate,
            Object target,
            int offset) {
        if (copies(panel)) {
            return copyPanel(rowFrom, rowTo, panel, j, k, depth, accumulate, target, offset);
        }
        plan.rightStrips.pack(b, right(k, j), panel.width(), panel.padded(), depth, target, offset);
        return rowFrom;
    }

    /** The tiles of one panel of B, from a row on. */
    private void column(
            int rowFrom,
            int rowTo,
            MatmulPanel panel,
            int j,
            int depth,
            boolean accumulate,
            Object bPanel,
            int bOffset,
            int bDepth) {
        boolean whole = panel.isWhole();
        int tiles = whole ? (rowTo - rowFrom) / tile.rows() : 0;
        if (tiles > 0) {
            MicroKernel kernel = plan.kernel(tile.rows(), panel.vectors(), accumulate, false);
            int row = left.firstRow();
            int first = (rowFrom - row) / tile.rows();
            int to = cItem + row * cRow + j;
            tiles(kernel, first, first + tiles, row, depth, bPanel, bOffset, bDepth, c, to, cRow);
        }
        int edgeRow = panel.padded();
        for (int i = rowFrom + tiles * tile.rows(); i < rowTo; i += tile.rows()) {
            int rows = Math.min(tile.rows(), rowTo - i);
            MicroKernel kernel = plan.kernel(rows, panel.vectors(), accumulate, false);
            int to = cItem + i * cRow + j;
            if (whole) {
                tiles(kernel, 0, 1, i, depth, bPanel, bOffset, bDepth, c, to, cRow);
            } else {
                if (accumulate) {
                    copy(c, to, cRow, edge, 0, edgeRow, rows, panel.width());
                }
                tiles(kernel, 0, 1, i, depth, bPanel, bOffset, bDepth, edge, 0, edgeRow);
                copy(edge, 0, edgeRow, c, to, cRow, rows, panel.width());
            }
        }
    }

    /** Tiles one below the other, counted from the one that begins at a row. */
    private void tiles(
            MicroKernel kernel,
            int first,
            int last,
            int row,
            int depth,
            Object panel,
            int bOffset,
            int bDepth,
            Object target,
            int to,
            int toRow) {
        kernel.run(
                first,
                last,
                depth,
                left.array(),
                left.offset(row, depth),
                left.stripStride(depth),
                left.tileStride(),
                shape.aRow(),
                left.depthStride(),
                panel,
                bOffset,
                bDepth,
                target,
                0,
                target,
                to,
                toRow);
    }

    @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of the plan's type
    private static void copy(
            Object source, int from, int fromRow, Object target, int to, int toRow, int rows, int width) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(source, from + r * fromRow, target, to + r * toRow, width);
        }
    }
}
