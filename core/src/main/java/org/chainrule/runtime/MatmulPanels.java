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
    private final MatmulColumns columns;
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
        this.columns = plan.columns;
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
        int panels = tile.panels(columnTo - columnFrom);
        int k = depthFrom;
        do {
            int depth = Math.min(blocking.blockDepth(), depthTo - k);
            boolean accumulate = k > depthFrom;
            left.block(a, aItem, rowFrom, rowTo, k, depth);
            for (int panel = 0; panel < panels; panel++) {
                int j = columnFrom + columns.from(panel, columnTo - columnFrom);
                int width = columns.width(panel, columnTo - columnFrom);
                boolean few = plan.copying && isFew(rowFrom, rowTo);
                if (columns.isWhole(width) && (blocking.right() == Right.DIRECT || few)) {
                    int offset = bItem + k * shape.bDepth() + j;
                    column(rowFrom, rowTo, j, width, depth, accumulate, b, offset, shape.bDepth());
                } else {
                    int row = pack(rowFrom, rowTo, j, width, k, depth, accumulate, right, 0);
                    column(row, rowTo, j, width, depth, accumulate, right, 0, tile.padded(width));
                }
            }
            k += depth;
        } while (k < depthTo);
    }

    /** Whether these rows are what is left of them, less than a tile: nothing to pack for. */
    private boolean isFew(int rowFrom, int rowTo) {
        return rowTo - rowFrom < tile.rows() && rowFrom > 0;
    }

    private int panelFrom(int panel, int columnFrom, int columnTo) {
        return columnFrom + tile.panelFrom(panel, columnTo - columnFrom);
    }

    private boolean copies(int width) {
        return plan.copying && columns.isWhole(width);
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
     * One block of k, for the given part of C, with B packed for all pieces: a panel that nobody has come to is packed, and one that
     * another thread is packing is left to the end.
     *
     * @param backwards whether the last panel comes first
     */
    void multiplyPacked(int rowFrom, int rowTo, int columnFrom, int columnTo, MatmulPacked packed, boolean backwards) {
        int panels = tile.panels(columnTo - columnFrom);
        left.block(a, aItem, rowFrom, rowTo, packed.k(), packed.depth());
        later.clear();
        for (int i = 0; i < panels; i++) {
            int panel = backwards ? panels - 1 - i : i;
            if (!packedPanel(rowFrom, rowTo, panel, columnFrom, columnTo, packed)) {
                later.set(panel);
            }
        }
        for (int panel = later.nextSetBit(0); panel >= 0; panel = later.nextSetBit(panel + 1)) {
            packed.await(packed.number(columnFrom, panel));
            packedPanel(rowFrom, rowTo, panel, columnFrom, columnTo, packed);
        }
    }

    /** The tiles of a panel, which is packed if nobody has come to it before; false if another thread is packing it. */
    private boolean packedPanel(int rowFrom, int rowTo, int panel, int columnFrom, int columnTo, MatmulPacked packed) {
        int begin = panelFrom(panel, columnFrom, columnTo);
        int number = packed.number(columnFrom, panel);
        int j = columnFrom + columns.from(panel, columnTo - columnFrom);
        int width = columns.width(panel, columnTo - columnFrom);
        int k = packed.k();
        int depth = packed.depth();
        int row = rowFrom;
        if (!packed.isReady(number)) {
            if (copies(width) && isFew(rowFrom, rowTo)) {
                int offset = bItem + k * shape.bDepth() + j;
                column(rowFrom, rowTo, j, width, depth, k > 0, b, offset, shape.bDepth());
                return true;
            }
            if (!packed.isFirstAt(number)) {
                return false;
            }
            try {
                row = pack(rowFrom, rowTo, j, width, k, depth, k > 0, packed.array(), packed.offset(begin));
            } finally {
                packed.ready(number);
            }
        }
        column(row, rowTo, j, width, depth, k > 0, packed.array(), packed.offset(begin), tile.padded(width));
        return true;
    }

    /** Packs a panel, and gives the row from which on its tiles are left to compute. */
    private int pack(
            int rowFrom, int rowTo, int j, int width, int k, int depth, boolean accumulate, Object target, int offset) {
        if (copies(width)) {
            return copyPanel(rowFrom, rowTo, j, width, k, depth, accumulate, target, offset);
        }
        int from = bItem + k * shape.bDepth() + j * shape.bColumn();
        plan.rightStrips.pack(b, from, width, tile.padded(width), depth, target, offset);
        return rowFrom;
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
        boolean whole = columns.isWhole(width);
        int tiles = whole ? (rowTo - rowFrom) / tile.rows() : 0;
        if (tiles > 0) {
            MicroKernel kernel = plan.kernel(tile.rows(), vectors, accumulate, false);
            int row = left.firstRow();
            int first = (rowFrom - row) / tile.rows();
            int to = cItem + row * cRow + j;
            tiles(kernel, first, first + tiles, row, depth, panel, panelOffset, panelDepth, c, to, cRow);
        }
        int edgeRow = vectors * tile.lanes();
        for (int i = rowFrom + tiles * tile.rows(); i < rowTo; i += tile.rows()) {
            int rows = Math.min(tile.rows(), rowTo - i);
            MicroKernel kernel = plan.kernel(rows, vectors, accumulate, false);
            int to = cItem + i * cRow + j;
            if (whole) {
                tiles(kernel, 0, 1, i, depth, panel, panelOffset, panelDepth, c, to, cRow);
            } else {
                if (accumulate) {
                    copy(c, to, cRow, edge, 0, edgeRow, rows, width);
                }
                tiles(kernel, 0, 1, i, depth, panel, panelOffset, panelDepth, edge, 0, edgeRow);
                copy(edge, 0, edgeRow, c, to, cRow, rows, width);
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
            int panelOffset,
            int panelDepth,
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
                panelOffset,
                panelDepth,
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
