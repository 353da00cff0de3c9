package org.chainrule.interpret;

import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Type;

/** All elements of one value while the interpreter works: real dtypes in doubles, the others in longs. */
final class Lane {
    final DType dtype;
    final double[] reals;
    final long[] wholes;

    Lane(DType dtype, int size) {
        this.dtype = dtype;
        this.reals = new double[dtype.isFloating() ? size : 0];
        this.wholes = new long[dtype.isFloating() ? 0 : size];
    }

    static Lane of(Data data) {
        Lane lane = new Lane(data.type().dtype(), data.type().shape().size());
        for (int i = 0; i < lane.size(); i++) {
            if (lane.dtype.isFloating()) {
                lane.reals[i] = data.getDouble(i);
            } else {
                lane.wholes[i] = data.getLong(i);
            }
        }
        return lane;
    }

    int size() {
        return dtype.isFloating() ? reals.length : wholes.length;
    }

    /** The same elements, apart from these. */
    Lane copy() {
        return part(0, size());
    }

    /** Element {@code to} becomes element {@code at} of another lane. */
    void copy(int to, Lane from, int at) {
        if (dtype.isFloating()) {
            reals[to] = from.reals[at];
        } else {
            wholes[to] = from.wholes[at];
        }
    }

    /** Element {@code at} of another lane is added to element {@code to}. */
    void add(int to, Lane from, int at) {
        if (dtype.isFloating()) {
            reals[to] += from.reals[at];
        } else {
            wholes[to] += from.wholes[at];
        }
    }

    /** The part of that many elements that stands at a place among parts. */
    Lane part(int place, int size) {
        Lane part = new Lane(dtype, size);
        for (int i = 0; i < size; i++) {
            part.copy(i, this, place * size + i);
        }
        return part;
    }

    /** Puts a part at its place among parts of its size. */
    void put(int place, Lane part) {
        for (int i = 0; i < part.size(); i++) {
            copy(place * part.size() + i, part, i);
        }
    }

    /** The elements in the storage of their dtype. */
    Data toData(Shape shape) {
        Object array = dtype.newArray(size());
        for (int i = 0; i < size(); i++) {
            switch (array) {
                case float[] floats -> floats[i] = (float) reals[i];
                case double[] doubles -> doubles[i] = reals[i];
                case int[] ints -> ints[i] = (int) wholes[i];
                case long[] longs -> longs[i] = wholes[i];
                default -> throw new AssertionError(dtype);
            }
        }
        return new Data(new Type(shape, dtype), array);
    }

    /** Brings every element back into its dtype: whole numbers wrap, and float32 is rounded if asked. */
    Lane settled(boolean rounding) {
        if (dtype == DType.INT32) {
            for (int i = 0; i < wholes.length; i++) {
                wholes[i] = (int) wholes[i];
            }
        } else if (dtype == DType.FLOAT32 && rounding) {
            for (int i = 0; i < reals.length; i++) {
                reals[i] = (float) reals[i];
            }
        }
        return this;
    }
}
