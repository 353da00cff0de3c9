package org.chainrule.runtime;

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
}
