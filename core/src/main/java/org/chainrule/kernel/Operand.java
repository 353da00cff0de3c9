package org.chainrule.kernel;

import java.util.Optional;
import org.chainrule.graph.DType;

/**
 * An array that a kernel reads or writes.
 *
 * @param dtype the dtype of its elements
 * @param along how far apart the elements of neighbouring columns lie
 * @param through what tells which of its rows is meant, if that is looked up
 */
public record Operand(DType dtype, Along along, Optional<Through> through) {
    /** An operand whose places are affine. */
    public Operand(DType dtype, Along along) {
        this(dtype, along, Optional.empty());
    }

    /**
     * A place that is so many strides further on as an element of another operand says, which is the same for all columns of a row.
     *
     * @param index which operand; INT32
     * @param stride which slot of the bounds holds the distance from a row to the next
     */
    public record Through(int index, int stride) {}

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
