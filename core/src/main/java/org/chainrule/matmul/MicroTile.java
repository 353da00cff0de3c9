package org.chainrule.matmul;

/**
 * The size of the tile of C that a micro-kernel keeps in registers.
 *
 * @param rows the most rows
 * @param vectors the most vectors of columns
 * @param lanes the elements of a vector
 */
public record MicroTile(int rows, int vectors, int lanes) {
    /** The most columns. */
    public int columns() {
        return vectors * lanes;
    }

    /** So many columns and those that fill their last vector. */
    public int padded(int columns) {
        return Math.ceilDiv(columns, lanes) * lanes;
    }

    /** How many panels, as wide as tiles, so many columns are. */
    public int panels(int columns) {
        return Math.ceilDiv(columns, columns());
    }

    /**
     * Where a panel begins; the one after the last begins at the end. All have the most columns but for the last, or for the last two
     * where the last would be a single vector: too few sums to hide the latency of additions.
     */
    public int panelFrom(int panel, int columns) {
        int count = panels(columns);
        boolean single = vectors > 2 && count > 1 && columns - (count - 1) * columns() <= lanes;
        if (panel == count) {
            return columns;
        }
        return panel == count - 1 && single ? (panel - 1) * columns() + (vectors + 2) / 2 * lanes : panel * columns();
    }
}
