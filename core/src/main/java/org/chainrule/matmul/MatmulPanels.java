package org.chainrule.matmul;

import java.util.BitSet;
import org.chainrule.matmul.MatmulBlocking.Right;
import org.chainrule.memory.AlignedArray;

/**
 * One thread's loops over panels: packs strips of A and B and has the tiles computed. Columns go outside and rows inside, so that
 * a panel of B stays in the first-level cache and a strip of A in the second.
 */
final class MatmulPanels {
    private static final Object NOTHING = new Object();

    private final MatmulPlan plan;
    private final MatmulShape shape;
    private final MatmulBlocking blocking;
    private final MatmulLeft left;
    private final MatmulTiles tiles;
    private final int rightLength;

    private Object a = NOTHING;
    private Object b = NOTHING;
    private int aItem;
    private int bItem;
    private AlignedArray right = AlignedArray.NONE;
    /** Panels that another thread is packing. */
    private final BitSet later = new BitSet();

    MatmulPanels(MatmulPlan plan) {
        this.plan = plan;
        this.shape = plan.shape;
        this.blocking = plan.blocking;
        this.left = new MatmulLeft(plan);
        this.tiles = new MatmulTiles(plan, left);
        boolean own = blocking.right() == Right.OWN || (blocking.right() == Right.DIRECT && plan.hasTail());
        this.rightLength = own ? blocking.tile().columns() * blocking.blockDepth() : 0;
    }

    /** Takes arrays to work in. */
    void begin() {
        left.begin();
        tiles.begin();
        right = rightLength == 0 ? AlignedArray.NONE : plan.buffers.take(shape.type(), rightLength);
    }

    /** The operands of the next calls, and where their first elements stand. */
    void operands(
            Object left, int leftOffset, Object right, int rightOffset, Object result, int resultOffset, int row) {
        a = left;
        aItem = leftOffset;
        b = right;
        bItem = rightOffset;
        tiles.result(result, resultOffset, row);
    }

    /** Hands a part of C to what is done with it. */
    void done(MatmulPlan.Tile epilogue, int item, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        tiles.done(epilogue, item, rowFrom, rowTo, columnFrom, columnTo);
    }

    /** Gives the arrays back. */
    void end() {
        left.end();
        tiles.end();
        if (rightLength != 0) {
            plan.buffers.give(shape.type(), right);
        }
        right = AlignedArray.NONE;
        a = NOTHING;
        b = NOTHING;
    }

    /** All of k between the bounds, for the given part of C, with B in place, or packed by this piece panel by panel. */
    void multiply(int rowFrom, int rowTo, int columnFrom, int columnTo, int depthFrom, int depthTo) {
        boolean inPlace = blocking.right() == Right.DIRECT || plan.copying && isFew(rowFrom, rowTo);
        MatmulPanel[] panels = plan.columns.of(columnTo - columnFrom);
        int k = depthFrom;
        do {
            int depth = Math.min(blocking.blockDepth(), depthTo - k);
            boolean accumulate = k > depthFrom;
            left.block(a, aItem, rowFrom, rowTo, k, depth);
            for (int i = 0; i < panels.length; ) {
                MatmulPanel panel = panels[i];
                int j = columnFrom + panel.from();
                if (inPlace && panel.isWhole()) {
                    inPlace(rowFrom, rowTo, panel, panel.alike(), j, k, depth, accumulate);
                    i += panel.alike();
                } else {
                    int row = pack(rowFrom, rowTo, panel, j, k, depth, accumulate, right.array(), right.begin());
                    tiles.compute(
                            row,
                            rowTo,
                            panel,
                            1,
                            j,
                            depth,
                            accumulate,
                            right.array(),
                            right.begin(),
                            0,
                            panel.padded());
                    i++;
                }
            }
            k += depth;
        } while (k < depthTo);
    }

    /** Whether these rows are what is left of them, less than a tile: nothing to pack for. */
    private boolean isFew(int rowFrom, int rowTo) {
        return rowTo - rowFrom < blocking.tile().rows() && rowFrom > 0;
    }

    /** The tiles of so many panels that are alike, with B in place. */
    private void inPlace(
            int rowFrom, int rowTo, MatmulPanel panel, int count, int j, int k, int depth, boolean accumulate) {
        int step = panel.width() * shape.bColumn();
        tiles.compute(rowFrom, rowTo, panel, count, j, depth, accumulate, b, right(k, j), step, shape.bDepth());
    }

    /** Where B has a row and a column. */
    private int right(int k, int j) {
        return bItem + k * shape.bDepth() + j * shape.bColumn();
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
        if (packed.areReady(number, panels.length)) {
            for (int i = 0; i < panels.length; i += panels[i].alike()) {
                ready(rowFrom, rowTo, panels[i], panels[i].alike(), columnFrom, packed);
            }
            return;
        }
        later.clear();
        for (int i = 0; i < panels.length; i++) {
            int next = backwards ? panels.length - 1 - i : i;
            if (!oneByOne(rowFrom, rowTo, panels[next], number + next, columnFrom, packed)) {
                later.set(next);
            }
        }
        for (int next = later.nextSetBit(0); next >= 0; next = later.nextSetBit(next + 1)) {
            packed.await(number + next);
            ready(rowFrom, rowTo, panels[next], 1, columnFrom, packed);
        }
    }

    /** The tiles of so many panels that are alike, and packed. */
    private void ready(int rowFrom, int rowTo, MatmulPanel panel, int count, int columnFrom, MatmulPacked packed) {
        int offset = packed.offset(columnFrom + panel.begin());
        int step = packed.offset(columnFrom + panel.begin() + panel.width()) - offset;
        int j = columnFrom + panel.from();
        boolean accumulate = packed.k() > 0;
        tiles.compute(
                rowFrom,
                rowTo,
                panel,
                count,
                j,
                packed.depth(),
                accumulate,
                packed.array(),
                offset,
                step,
                panel.padded());
    }

    /** The tiles of a panel, which is packed if nobody has come to it before; false if another thread is packing it. */
    private boolean oneByOne(
            int rowFrom, int rowTo, MatmulPanel panel, int number, int columnFrom, MatmulPacked packed) {
        int row = rowFrom;
        if (!packed.isReady(number)) {
            int j = columnFrom + panel.from();
            int k = packed.k();
            int depth = packed.depth();
            if (copies(panel) && isFew(rowFrom, rowTo)) {
                inPlace(rowFrom, rowTo, panel, 1, j, k, depth, k > 0);
                return true;
            }
            if (!packed.isFirstAt(number)) {
                return false;
            }
            try {
                int offset = packed.offset(columnFrom + panel.begin());
                row = pack(rowFrom, rowTo, panel, j, k, depth, k > 0, packed.array(), offset);
            } finally {
                packed.ready(number);
            }
        }
        ready(row, rowTo, panel, 1, columnFrom, packed);
        return true;
    }

    private boolean copies(MatmulPanel panel) {
        return plan.copying && panel.isWhole();
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
        int from = right(k, j);
        if (copies(panel)) {
            int above = aItem + rowFrom * shape.aRow() + k * shape.aDepth();
            return tiles.computeCopying(rowFrom, rowTo, panel, j, depth, accumulate, a, above, b, from, target, offset);
        }
        plan.rightStrips.pack(b, from, panel.width(), panel.padded(), depth, target, offset);
        return rowFrom;
    }
}
