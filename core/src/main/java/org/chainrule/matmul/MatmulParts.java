package org.chainrule.matmul;

import java.util.OptionalInt;
import org.chainrule.memory.AlignedArray;

/**
 * Arrays for the parts of a product of which no more is wanted than what an epilogue makes of each part: a part lies here, in its
 * processor's cache, until the epilogue is done, and the next one takes its place.
 */
final class MatmulParts {
    private final MatmulShape shape;
    private final MatmulBuffers buffers;
    private final int row;
    private final OptionalInt rowIfSuited;
    private final int length;

    /** @param rows the most rows of a part */
    MatmulParts(MatmulShape shape, MatmulBlocking blocking, MatmulBuffers buffers, int rows) {
        this.shape = shape;
        this.buffers = buffers;
        this.row = blocking.partRow(shape);
        this.rowIfSuited = blocking.inParts(shape) ? OptionalInt.of(row) : OptionalInt.empty();
        this.length = Math.multiplyExact(rows, row);
    }

    /** From a row of a part to the next. */
    int row() {
        return row;
    }

    /** The same, if each part of C is computed at once. */
    OptionalInt rowIfSuited() {
        return rowIfSuited;
    }

    AlignedArray take() {
        return buffers.take(shape.type(), length);
    }

    void give(AlignedArray part) {
        buffers.give(shape.type(), part);
    }

    /** Where the product's first element would stand, if this is the part that begins at a row and a column. */
    int begin(AlignedArray part, int rowFrom, int columnFrom) {
        return part.begin() - (rowFrom * row + columnFrom);
    }
}
