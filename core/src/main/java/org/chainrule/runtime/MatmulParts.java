package org.chainrule.runtime;

/**
 * Arrays for the parts of a product of which no more is wanted than what an epilogue makes of each part: a part lies here, in its
 * processor's cache, until the epilogue is done, and the next one takes its place.
 */
final class MatmulParts {
    private final MatmulPlan plan;
    private final int row;
    private final int length;

    MatmulParts(MatmulPlan plan) {
        this.plan = plan;
        this.row = plan.blocking.partRow(plan.shape);
        this.length = Math.multiplyExact(plan.blocking.pieceRows(), row);
    }

    /** From a row of a part to the next. */
    int row() {
        return row;
    }

    Object take() {
        return plan.buffers.take(plan.shape.type(), length);
    }

    void give(Object part) {
        plan.buffers.give(plan.shape.type(), length, part);
    }

    /** Where the product's first element would stand, if a part that begins at a row and a column stands at the array's beginning. */
    int begin(int rowFrom, int columnFrom) {
        return -(rowFrom * row + columnFrom);
    }
}
