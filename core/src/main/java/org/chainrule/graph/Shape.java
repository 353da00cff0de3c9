package org.chainrule.graph;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The extents of a tensor along its axes; a scalar has none. An immutable value. */
public final class Shape {
    /** The shape of one number. */
    public static final Shape SCALAR = new Shape(new int[0]);

    private final int[] extents;
    private final int size;

    private Shape(int[] extents) {
        boolean isEmpty = Arrays.stream(extents).anyMatch(extent -> extent == 0);
        long product = isEmpty ? 0 : 1;
        for (int extent : extents) {
            if (extent < 0) {
                throw new ShapeException("a shape has no negative extent, but " + Arrays.toString(extents) + " does");
            }
            product *= extent;
            if (product > Integer.MAX_VALUE - 64) {
                throw new ShapeException("a tensor of " + Arrays.toString(extents)
                        + " has more elements than a Java array holds (" + (Integer.MAX_VALUE - 64) + ")");
            }
        }
        this.extents = extents;
        this.size = (int) product;
    }

    /** The shape with these extents. */
    public static Shape of(int... extents) {
        return extents.length == 0 ? SCALAR : new Shape(extents.clone());
    }

    /**
     * An extent that was computed, if any tensor can have it.
     *
     * @throws ShapeException if it is larger than an array
     */
    public static int extent(long computed) {
        if (computed > Integer.MAX_VALUE) {
            throw new ShapeException("an axis of " + computed + " has more elements than a Java array holds");
        }
        return (int) computed;
    }

    /** The number of axes. */
    public int rank() {
        return extents.length;
    }

    /** The number of elements. */
    public int size() {
        return size;
    }

    /** The extent along an axis; negative axes count from the end. */
    public int extent(int axis) {
        return extents[axis(axis)];
    }

    /** The extents, as a fresh array. */
    public int[] extents() {
        return extents.clone();
    }

    public boolean isScalar() {
        return extents.length == 0;
    }

    /** The axis counted from the front, for one that may be counted from the end (−1 is the last). */
    public int axis(int axis) {
        int fromFront = axis < 0 ? axis + extents.length : axis;
        if (fromFront < 0 || fromFront >= extents.length) {
            throw new ShapeException(
                    Source.called().map(method -> method + ": ").orElse("") + "there is no axis " + axis + " in shape "
                            + this
                            + (extents.length == 0
                                    ? ": a scalar has no axes"
                                    : "; axes go from " + -extents.length + " to " + (extents.length - 1)));
        }
        return fromFront;
    }

    /** This shape with another extent along an axis. */
    public Shape with(int axis, int extent) {
        int[] changed = extents.clone();
        changed[axis(axis)] = extent;
        return new Shape(changed);
    }

    /** This shape without an axis. */
    public Shape without(int axis) {
        int gone = axis(axis);
        int[] rest = new int[extents.length - 1];
        System.arraycopy(extents, 0, rest, 0, gone);
        System.arraycopy(extents, gone + 1, rest, gone, rest.length - gone);
        return of(rest);
    }

    /** The extents of the axes {@code from} (inclusive) to {@code to} (exclusive), as a shape. */
    public Shape range(int from, int to) {
        return of(Arrays.copyOfRange(extents, from, to));
    }

    /** This shape followed by another's extents. */
    public Shape append(Shape other) {
        int[] both = Arrays.copyOf(extents, extents.length + other.extents.length);
        System.arraycopy(other.extents, 0, both, extents.length, other.extents.length);
        return of(both);
    }

    /** How far apart in row-major order neighbours along each axis lie. */
    public int[] strides() {
        int[] strides = new int[extents.length];
        int stride = 1;
        for (int axis = extents.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= extents[axis];
        }
        return strides;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(extents, shape.extents);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(extents);
    }

    /** For example {@code [2, 3]}, and {@code []} for a scalar. */
    @Override
    public String toString() {
        return Arrays.stream(extents).mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
