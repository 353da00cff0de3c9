package org.chainrule.matmul;

import org.chainrule.graph.DType;

/**
 * Which micro-kernel: everything that is constant in its code. What is a branch elsewhere is a variant here, for HotSpot
 * compiles a branch that was never taken into a trap, and one that is taken later costs a second warm-up.
 *
 * @param rows rows of the tile
 * @param vectors vectors of columns of the tile
 * @param accumulate whether the product is added to C, for all blocks along k but the first
 * @param left how A lies in memory
 * @param right how B lies in memory, and whether it is copied; packed where A is read by columns alone: by rows, no look at bounds would be
 *     left between a step's loads, of which HotSpot then does so many at once that sums go to memory
 */
public record MicroVariant(DType type, int rows, int vectors, boolean accumulate, Left left, Right right) {
    public MicroVariant {
        if (left == Left.ROWS && right == Right.PACKED) {
            throw new IllegalArgumentException("packed B goes with A by columns");
        }
    }

    /** How A lies in memory. */
    public enum Left {
        /** Rows side by side, k at any stride. */
        COLUMNS,
        /** k side by side, rows at any stride. */
        ROWS
    }

    /** How B lies in memory. */
    public enum Right {
        /** Columns side by side, k at any stride. */
        STRIDED,
        /** The same, and copied as if packed, for the tiles below to read. */
        COPIED,
        /** Row by row without gaps, each as wide as the tile. */
        PACKED
    }
}
