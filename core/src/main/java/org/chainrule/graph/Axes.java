package org.chainrule.graph;

import java.util.Arrays;
import java.util.stream.IntStream;

/** An immutable list of axis numbers, a value: the attribute of reductions and permutations. */
public final class Axes {
    private final int[] axes;

    private Axes(int[] axes) {
        this.axes = axes;
    }

    public static Axes of(int... axes) {
        return new Axes(axes.clone());
    }

    /** The axes {@code from} (inclusive) to {@code to} (exclusive). */
    public static Axes range(int from, int to) {
        return new Axes(IntStream.range(from, to).toArray());
    }

    /**
     * The axes of a shape that a user names, sorted and counted from the front; none named means all.
     *
     * @throws ShapeException if one is out of range or named twice
     */
    public static Axes named(Shape shape, int... named) {
        if (named.length == 0) {
            return range(0, shape.rank());
        }
        int[] sorted = Arrays.stream(named).map(shape::axis).sorted().toArray();
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                throw new ShapeException(
                        "axis " + sorted[i] + " of shape " + shape + " is named twice in " + Arrays.toString(named));
            }
        }
        return new Axes(sorted);
    }

    public int count() {
        return axes.length;
    }

    public int get(int index) {
        return axes[index];
    }

    public boolean contains(int axis) {
        return indexOf(axis) >= 0;
    }

    /** Where an axis stands in this list, or −1. */
    public int indexOf(int axis) {
        for (int i = 0; i < axes.length; i++) {
            if (axes[i] == axis) {
                return i;
            }
        }
        return -1;
    }

    public int[] toArray() {
        return axes.clone();
    }

    /** These axes where another axis is put before all. */
    public Axes shifted() {
        return new Axes(Arrays.stream(axes).map(axis -> axis + 1).toArray());
    }

    /** Of a permutation: its result where another axis is put before all, and stays there. */
    public Axes afterFirst() {
        return new Axes(IntStream.concat(IntStream.of(0), Arrays.stream(axes).map(axis -> axis + 1))
                .toArray());
    }

    /** Of a permutation: the permutation that undoes it. */
    public Axes inverse() {
        int[] inverse = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            inverse[axes[i]] = i;
        }
        return new Axes(inverse);
    }

    /** Whether these are 0, 1, 2 … in order. */
    public boolean isIdentity() {
        for (int i = 0; i < axes.length; i++) {
            if (axes[i] != i) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Axes that && Arrays.equals(axes, that.axes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(axes);
    }

    @Override
    public String toString() {
        return Arrays.toString(axes);
    }
}
