package org.chainrule.kernel;

import org.chainrule.graph.DType;

/**
 * An array that a kernel reads or writes.
 *
 * @param dtype the dtype of its elements
 * @param along how far apart the elements of neighbouring columns lie
 */
public record Operand(DType dtype, Along along) {
    /** The stride from a column to the next. */
    public enum Along {
        /** Neighbours in memory. */
        UNIT,
        /** The same element for all columns of a row. */
        ZERO,
        /** Any other distance, given at launch. */
        ANY
    }
}
