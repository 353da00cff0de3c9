package org.chainrule.interpret;

import org.chainrule.graph.Shape;

/** Walks a shape in row-major order and says where each element lies in an array with other strides. */
final class Places {
    private final Shape shape;
    private final int[] steps;
    private final int[] index;
    private int place;

    Places(Shape shape, int offset, int[] steps) {
        this.shape = shape;
        this.steps = steps;
        this.index = new int[shape.rank()];
        this.place = offset;
    }

    /** The place of the next element. */
    int next() {
        int result = place;
        for (int axis = index.length - 1; axis >= 0; axis--) {
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
