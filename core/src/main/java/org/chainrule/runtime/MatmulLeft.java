package org.chainrule.runtime;

/** A of one piece of work as micro-kernels read it: in place, or packed in strips of two tiles' rows, a block of k at a time. */
final class MatmulLeft {
    private static final Object NOTHING = new Object();

    private final MatmulPlan plan;
    private final MatmulShape shape;
    private final int strip;
    private final int length;

    private Object packed = NOTHING;
    private Object a = NOTHING;
    private int from;
    private int firstRow;

    MatmulLeft(MatmulPlan plan) {
        this.plan = plan;
        this.shape = plan.shape;
        this.strip = plan.blocking.leftStrip();
        int depth = plan.blocking.blockDepth();
        this.length = plan.blocking.packsLeft() ? plan.blocking.pieceRows() * depth : 0;
    }

    /** Takes an array to pack into. */
    void begin() {
        packed = length == 0 ? NOTHING : plan.buffers.take(shape.type(), length);
    }

    /** Gives it back. */
    void end() {
        if (length != 0) {
            plan.buffers.give(shape.type(), packed);
        }
        packed = NOTHING;
        a = NOTHING;
    }

    /** Makes ready a block of k of some rows. */
    void block(Object array, int offset, int rowFrom, int rowTo, int k, int depth) {
        a = array;
        from = offset + k * shape.aDepth();
        firstRow = rowFrom;
        if (length != 0) {
            plan.leftStrips.pack(a, from + rowFrom * shape.aRow(), rowTo - rowFrom, strip, depth, packed, 0);
        }
    }

    Object array() {
        return length == 0 ? a : packed;
    }

    /** The block's first row, where its first strip begins. */
    int firstRow() {
        return firstRow;
    }

    /** Where a row of the block begins, for blocks of this depth. */
    int offset(int row, int depth) {
        int down = row - firstRow;
        return length == 0 ? from + row * shape.aRow() : (down - down % strip) * depth + down % strip;
    }

    /** From one tile to the next, the lower half of a strip. */
    int tileStride() {
        return length == 0 ? strip / 2 * shape.aRow() : strip / 2;
    }

    /** From one strip to the next, for blocks of this depth. */
    int stripStride(int depth) {
        return length == 0 ? strip * shape.aRow() : strip * depth;
    }

    /** From one k to the next. */
    int depthStride() {
        return length == 0 ? shape.aDepth() : strip;
    }
}
