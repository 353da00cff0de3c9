package org.chainrule.matmul;

import org.chainrule.memory.AlignedArray;

/** A of one piece of work as micro-kernels read it: in place, or packed in strips of one or two tiles' rows, a block of k at a time. */
final class MatmulLeft {
    private static final Object NOTHING = new Object();

    private final MatmulPlan plan;
    private final MatmulShape shape;
    private final int rows;
    private final int strip;
    private final int length;

    private AlignedArray packed = AlignedArray.NONE;
    private Object a = NOTHING;
    private int from;
    private int firstRow;

    MatmulLeft(MatmulPlan plan) {
        this.plan = plan;
        this.shape = plan.shape;
        this.rows = plan.blocking.tile().rows();
        this.strip = plan.blocking.leftStrip();
        int depth = plan.blocking.blockDepth();
        this.length = plan.blocking.packsLeft() ? plan.blocking.pieceRows() * depth : 0;
    }

    /** Takes an array to pack into. */
    void begin() {
        packed = length == 0 ? AlignedArray.NONE : plan.buffers.take(shape.type(), length);
    }

    /** Gives it back. */
    void end() {
        if (length != 0) {
            plan.buffers.give(shape.type(), packed);
        }
        packed = AlignedArray.NONE;
        a = NOTHING;
    }

    /** Makes ready a block of k of some rows. */
    void block(Object array, int offset, int rowFrom, int rowTo, int k, int depth) {
        a = array;
        from = offset + k * shape.aDepth();
        firstRow = rowFrom;
        if (length != 0) {
            plan.leftStrips.pack(
                    a, from + rowFrom * shape.aRow(), rowTo - rowFrom, strip, depth, packed.array(), packed.begin());
        }
    }

    Object array() {
        return length == 0 ? a : packed.array();
    }

    /** The block's first row, where its first strip begins. */
    int firstRow() {
        return firstRow;
    }

    /** Where a row of the block begins, for blocks of this depth. */
    int offset(int row, int depth) {
        int down = row - firstRow;
        return length == 0 ? from + row * shape.aRow() : packed.begin() + (down - down % strip) * depth + down % strip;
    }

    /** From a tile with an even number to the next one, for blocks of this depth. */
    int tileStride(int depth) {
        return length == 0 ? rows * shape.aRow() : strip == rows ? strip * depth : rows;
    }

    /** From a tile with an even number to the next such, for blocks of this depth. */
    int pairStride(int depth) {
        return length == 0 ? 2 * rows * shape.aRow() : 2 * rows * depth;
    }

    /** From one k to the next. */
    int depthStride() {
        return length == 0 ? shape.aDepth() : strip;
    }
}
