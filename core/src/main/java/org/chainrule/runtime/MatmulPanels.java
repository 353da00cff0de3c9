package org.chainrule.runtime;

import org.chainrule.runtime.MatmulBlocking.Right;
import org.chainrule.runtime.MicroVariant.Left;

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
    private final int leftLength;
    private final int rightLength;
    private final int edgeLength;

    private Object a = NOTHING;
    private Object b = NOTHING;
    private Object c = NOTHING;
    private int aItem;
    private int bItem;
    private int cItem;
    private int cRow;
    private Object left = NOTHING;
    private Object right = NOTHING;
    private Object edge = NOTHING;

    MatmulPanels(MatmulPlan plan) {
        this.plan = plan;
        this.shape = plan.shape;
        this.blocking = plan.blocking;
        this.tile = blocking.tile();
        boolean tail = shape.columns() % tile.lanes() != 0;
        int depth = Math.clamp(shape.depth(), 1, blocking.groupDepth());
        this.leftLength = blocking.left() == Left.PACKED ? blocking.pieceRows() * Math.min(depth, Matmul.BLOCK) : 0;
        this.rightLength = switch (blocking.right()) {
            case DIRECT -> tail ? tile.columns() * Math.min(depth, Matmul.BLOCK) : 0;
            case OWN -> packedLength(0, Math.min(shape.columns(), blocking.blockColumns()), depth);
            case SHARED -> 0;
        };
        this.edgeLength = tail ? tile.rows() * tile.columns() : 0;
    }

    /** How many elements B takes when packed. */
    int packedLength(int columnFrom, int columnTo, int depth) {
        return Math.ceilDiv(columnTo - columnFrom, tile.lanes()) * tile.lanes() * depth;
    }

    /** Takes arrays to work in. */
    void begin() {
        left = leftLength == 0 ? NOTHING : plan.buffers.take(shape.type(), leftLength);
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

    /** Gives the arrays back. */
    void end() {
        if (leftLength != 0) {
            plan.buffers.give(shape.type(), leftLength, left);
        }
        if (rightLength != 0) {
            plan.buffers.give(shape.type(), rightLength, right);
        }
        if (edgeLength != 0) {
            plan.buffers.give(shape.type(), edgeLength, edge);
        }
        left = NOTHING;
        right = NOTHING;
        edge = NOTHING;
        operands(NOTHING, 0, NOTHING, 0, NOTHING, 0, 0);
    }

    /** All of k between the bounds, for the given part of C, packing B where that is not yet done. */
    void multiply(int rowFrom, int rowTo, int columnFrom, int columnTo, int depthFrom, int depthTo) {
        int depth = blocking.groupDepth();
        int from = depthFrom;
        do {
            int to = Math.min(from + depth, depthTo);
            if (blocking.right() != Right.DIRECT) {
                for (int j = columnFrom; j < columnTo; j += tile.columns()) {
                    packRight(j, columnFrom, columnTo, from, to, right);
                }
            }
            multiplyPacked(rowFrom, rowTo, columnFrom, columnTo, from, to, from > depthFrom, right);
            from = to;
        } while (from < depthTo);
    }

    /** Packs the panel of B that begins at column {@code j} of a group of panels. */
    void packRight(int j, int columnFrom, int columnTo, int depthFrom, int depthTo, Object target) {
        int width = packedLength(columnFrom, columnTo, 1);
        for (int k = depthFrom; k < depthTo; k += Matmul.BLOCK) {
            int depth = Math.min(Matmul.BLOCK, depthTo - k);
            packPanel(j, columnTo, k, depth, target, (k - depthFrom) * width + (j - columnFrom) * depth);
        }
    }

    private void packPanel(int j, int columnTo, int k, int depth, Object target, int offset) {
        int lines = Math.min(tile.columns(), columnTo - j);
        int from = bItem + k * shape.bDepth() + j * shape.bColumn();
        int width = packedLength(j, j + lines, 1);
        plan.rightStrips.pack(b, from, lines, width, depth, target, offset);
    }

    /**
     * As {@link #multiply}, with B in place or packed.
     *
     * @param continued whether C holds the sum over k below {@code depthFrom}
     */
    void multiplyPacked(
            int rowFrom,
            int rowTo,
            int columnFrom,
            int columnTo,
            int depthFrom,
            int depthTo,
            boolean continued,
            Object packed) {
        int group = packedLength(columnFrom, columnTo, 1);
        int k = depthFrom;
        do {
            int depth = Math.min(Matmul.BLOCK, depthTo - k);
            boolean accumulate = continued || k > depthFrom;
            packLeft(rowFrom, rowTo, k, depth);
            for (int j = columnFrom; j < columnTo; j += tile.columns()) {
                int width = Math.min(tile.columns(), columnTo - j);
                int vectors = Math.ceilDiv(width, tile.lanes());
                boolean whole = width == vectors * tile.lanes();
                if (blocking.right() != Right.DIRECT) {
                    int offset = (k - depthFrom) * group + (j - columnFrom) * depth;
                    column(rowFrom, rowTo, j, width, k, depth, accumulate, packed, offset, vectors * tile.lanes());
                } else if (whole) {
                    int offset = bItem + k * shape.bDepth() + j;
                    column(rowFrom, rowTo, j, width, k, depth, accumulate, b, offset, shape.bDepth());
                } else {
                    packPanel(j, columnTo, k, depth, right, 0);
                    column(rowFrom, rowTo, j, width, k, depth, accumulate, right, 0, vectors * tile.lanes());
                }
            }
            k += depth;
        } while (k < depthTo);
    }

    private void packLeft(int rowFrom, int rowTo, int k, int depth) {
        if (leftLength == 0) {
            return;
        }
        for (int i = rowFrom; i < rowTo; i += tile.rows()) {
            int rows = Math.min(tile.rows(), rowTo - i);
            int from = aItem + i * shape.aRow() + k * shape.aDepth();
            plan.leftStrips.pack(a, from, rows, rows, depth, left, (i - rowFrom) * depth);
        }
    }

    /** The tiles of one panel of B, from the top to the bottom. */
    private void column(
            int rowFrom,
            int rowTo,
            int j,
            int width,
            int k,
            int depth,
            boolean accumulate,
            Object panel,
            int panelOffset,
            int panelDepth) {
        int vectors = Math.ceilDiv(width, tile.lanes());
        boolean whole = width == vectors * tile.lanes();
        boolean packed = leftLength != 0;
        Object source = packed ? left : a;
        int row = packed ? depth : shape.aRow();
        int offset = packed ? 0 : aItem + rowFrom * row + k * shape.aDepth();
        int aRow = shape.aRow();
        int aDepth = shape.aDepth();
        for (int i = rowFrom; i < rowTo; i += tile.rows()) {
            int rows = Math.min(tile.rows(), rowTo - i);
            MicroKernel kernel = plan.kernel(rows, vectors, accumulate);
            int to = cItem + i * cRow + j;
            if (whole) {
                kernel.run(depth, source, offset, aRow, aDepth, panel, panelOffset, panelDepth, c, to, cRow);
            } else {
                int edgeRow = vectors * tile.lanes();
                if (accumulate) {
                    copy(c, to, cRow, edge, 0, edgeRow, rows, width);
                }
                kernel.run(depth, source, offset, aRow, aDepth, panel, panelOffset, panelDepth, edge, 0, edgeRow);
                copy(edge, 0, edgeRow, c, to, cRow, rows, width);
            }
            offset += row * tile.rows();
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
