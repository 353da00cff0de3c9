package org.chainrule.runtime;

import org.chainrule.graph.DType;

/**
 * Which micro-kernel: everything that is constant in its code. What is a branch elsewhere is a variant here, for HotSpot
 * compiles a branch that was never taken into a trap, and one that is taken later costs a second warm-up.
 *
 * @param rows rows of the tile
 * @param vectors vectors of columns of the tile
 * @param accumulate whether the product is added to C, for all blocks along k but the first
 * @param left how A lies in memory
 * @param copying whether B is also copied, row by row without gaps, for the tiles below to read
 */
public record MicroVariant(DType type, int rows, int vectors, boolean accumulate, Left left, boolean copying) {
    /** How A lies in memory. */
    public enum Left {
        /** Rows side by side, k at any stride. */
        COLUMNS,
        /** k side by side, rows at any stride. */
        ROWS
    }
}
