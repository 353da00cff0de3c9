package org.chainrule.interpret;

import org.chainrule.graph.Shape;

/** Walks a shape in row-major order, row by row, and says where each row lies in an array with other strides. */
final class Places {
    private final Shape shape;
    private final int[] steps;
    private final int[] index;
    private final int last;
    private int place;

    Places(Shape shape, int offset, int[] steps) {
        this.shape = shape;
        this.steps = steps;
        this.index = new int[shape.rank()];
        this.last = shape.rank() - 1;
        this.place = offset;
    }

    /** The elements of a row, which are those along the last axis. */
    int row() {
        return last < 0 ? 1 : shape.extent(last);
    }

    /** From one element of a row to the next. */
    int step() {
        return last < 0 ? 0 : steps[last];
    }

    /** The place of the next row's first element. */
    int next() {
        int result = place;
        for (int axis = last - 1; axis >= 0; axis--) {
            place += steps[axis];
            if (++index[axis] < shape.extent(axis)) {
                break;
            }
            place -= index[axis] * steps[axis];
            index[axis] = 0;
        }
        return result;
    }
}
