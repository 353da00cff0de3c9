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
        this(dtype, new double[dtype.isFloating() ? size : 0], new long[dtype.isFloating() ? 0 : size]);
    }

    private Lane(DType dtype, double[] reals, long[] wholes) {
        this.dtype = dtype;
        this.reals = reals;
        this.wholes = wholes;
    }

    static Lane of(Data data) {
        DType dtype = data.type().dtype();
        return dtype.isFloating()
                ? new Lane(dtype, data.toDoubles(), new long[0])
                : new Lane(dtype, new double[0], data.toLongs());
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
        copy(1, to, 0, from, at, 0);
    }

    /** So many elements become those of another lane, at steps of their own. */
    void copy(int count, int to, int step, Lane from, int at, int stride) {
        if (dtype.isFloating()) {
            for (int i = 0; i < count; i++) {
                reals[to + i * step] = from.reals[at + i * stride];
            }
        } else {
            for (int i = 0; i < count; i++) {
                wholes[to + i * step] = from.wholes[at + i * stride];
            }
        }
    }

    /** Element {@code at} of another lane is added to element {@code to}. */
    void add(int to, Lane from, int at) {
        add(1, to, 0, from, at, 0);
    }

    /** To so many elements, one after the other, those of another lane are added; the step may be 0. */
    void add(int count, int to, int step, Lane from, int at, int stride) {
        if (dtype.isFloating()) {
            for (int i = 0; i < count; i++) {
                reals[to + i * step] += from.reals[at + i * stride];
            }
        } else {
            for (int i = 0; i < count; i++) {
                wholes[to + i * step] += from.wholes[at + i * stride];
            }
        }
    }

    /** The part of that many elements that stands at a place among parts. */
    Lane part(int place, int size) {
        Lane part = new Lane(dtype, size);
        part.copy(size, 0, 1, this, place * size, 1);
        return part;
    }

    /** Puts a part at its place among parts of its size. */
    void put(int place, Lane part) {
        copy(part.size(), place * part.size(), 1, part, 0, 1);
    }

    /** The elements in the storage of their dtype. */
    Data toData(Shape shape) {
        Object array = dtype.newArray(size());
        switch (array) {
            case float[] floats -> {
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = (float) reals[i];
                }
            }
            case double[] doubles -> System.arraycopy(reals, 0, doubles, 0, doubles.length);
            case int[] ints -> {
                for (int i = 0; i < ints.length; i++) {
                    ints[i] = (int) wholes[i];
                }
            }
            case long[] longs -> System.arraycopy(wholes, 0, longs, 0, longs.length);
            default -> throw new AssertionError(dtype);
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
