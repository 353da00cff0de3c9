package org.chainrule.kernel;

/**
 * Where the numbers of a launch stand in its one {@code int[]}: columns, limit, row extents; for every operand its
 * offset, column stride and row strides; for every position its offset, column step and row steps; then the bounds.
 */
public record Layout(int rowAxes, int operands, int positions) {
    /** The number of columns of a row. */
    public static final int COLUMNS = 0;
    /** Of a ragged kernel: the number of elements in all. */
    public static final int LIMIT = 1;
    /** The extent of the first row axis. */
    public static final int ROW_EXTENTS = 2;

    /** The group (offset, column stride, row strides …) of an operand. */
    public int operand(int operand) {
        return ROW_EXTENTS + rowAxes + operand * (2 + rowAxes);
    }

    /** The group (offset, column step, row steps …) of a position. */
    public int position(int slot) {
        return operand(operands + slot);
    }

    /** The value of a bound. */
    public int bound(int slot) {
        return position(positions) + slot;
    }
}
