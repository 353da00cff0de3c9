package org.chainrule.compile;

import java.util.Arrays;
import java.util.Optional;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Span;
import org.chainrule.graph.Window;

/**
 * Which element of a tensor is meant at each place of a loop: the index along every axis is an affine function of the
 * loop's axes. Movements compose into views, so they cost no copy.
 */
final class View {
    private final int[] loop;
    private final Shape shape;
    private final int[] offsets;
    private final int[][] steps;

    private View(int[] loop, Shape shape, int[] offsets, int[][] steps) {
        this.loop = loop;
        this.shape = shape;
        this.offsets = offsets;
        this.steps = steps;
    }

    /** The extents of a shape that are not 1: the axes of a loop over it. */
    static int[] loopOver(Shape shape) {
        return Arrays.stream(shape.extents()).filter(extent -> extent != 1).toArray();
    }

    /** A tensor of that shape, whose axes (but those of extent 1) are the first axes of the loop in order; empty if they are not. */
    static Optional<View> identity(int[] loop, Shape shape) {
        int[][] steps = new int[shape.rank()][loop.length];
        int next = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.extent(axis) != 1) {
                if (next == loop.length || loop[next] != shape.extent(axis)) {
                    return Optional.empty();
                }
                steps[axis][next++] = 1;
            }
        }
        return Optional.of(new View(loop, shape, new int[shape.rank()], steps));
    }

    Shape shape() {
        return shape;
    }

    int offset(int axis) {
        return offsets[axis];
    }

    int[] steps(int axis) {
        return steps[axis];
    }

    /** The view of what remains without axes, which a reduction took. */
    View without(Axes axes) {
        View result = this;
        for (int i = axes.count() - 1; i >= 0; i--) {
            int gone = axes.get(i);
            int rank = result.shape.rank();
            int[] kept = java.util.stream.IntStream.range(0, rank)
                    .filter(axis -> axis != gone)
                    .toArray();
            result = result.pick(result.shape.without(gone), kept);
        }
        return result;
    }

    /** The view of a tensor whose axis i is this view's axis {@code axes[i]}. */
    View pick(Shape picked, int... axes) {
        int[] newOffsets = new int[axes.length];
        int[][] newSteps = new int[axes.length][];
        for (int i = 0; i < axes.length; i++) {
            newOffsets[i] = offsets[axes[i]];
            newSteps[i] = steps[axes[i]];
        }
        return new View(loop, picked, newOffsets, newSteps);
    }

    /** The view of a tensor of that shape at fixed places of some axes, which this view's tensor lacks. */
    View at(Shape whole, int[] axes, int[] places) {
        int[] newOffsets = new int[whole.rank()];
        int[][] newSteps = new int[whole.rank()][loop.length];
        for (int axis = 0, fixed = 0; axis < whole.rank(); axis++) {
            if (fixed < axes.length && axes[fixed] == axis) {
                newOffsets[axis] = places[fixed++];
            } else {
                newOffsets[axis] = offsets[axis - fixed];
                newSteps[axis] = steps[axis - fixed];
            }
        }
        return new View(loop, whole, newOffsets, newSteps);
    }

    /** The view of the tensor that was sliced, where this is the view of the slice. */
    View unslice(java.util.List<Span> spans, Shape sliced) {
        int[] newOffsets = new int[offsets.length];
        int[][] newSteps = new int[offsets.length][];
        for (int axis = 0; axis < offsets.length; axis++) {
            Span span = spans.get(axis);
            newOffsets[axis] = span.start() + span.step() * offsets[axis];
            newSteps[axis] =
                    Arrays.stream(steps[axis]).map(step -> step * span.step()).toArray();
        }
        return new View(loop, sliced, newOffsets, newSteps);
    }

    /** The view of the tensor along whose axis windows slide, where this is the view of the windows. */
    View unwindow(Window window, Shape whole) {
        int[] newOffsets = new int[whole.rank()];
        int[][] newSteps = new int[whole.rank()][loop.length];
        for (int axis = 0; axis < offsets.length; axis++) {
            int into = axis <= window.axis() ? axis : axis - 1;
            int factor = axis == window.axis() ? window.stride() : axis == window.axis() + 1 ? window.dilation() : 1;
            newOffsets[into] += factor * offsets[axis];
            for (int i = 0; i < loop.length; i++) {
                newSteps[into][i] += factor * steps[axis][i];
            }
        }
        return new View(loop, whole, newOffsets, newSteps);
    }

    /** The view of the tensor that was padded by unit steps, where this is the view of the result. In the padding it lies outside. */
    View unpad(java.util.List<Span> spans, Shape padded) {
        int[] newOffsets = new int[offsets.length];
        int[][] newSteps = new int[offsets.length][];
        for (int axis = 0; axis < offsets.length; axis++) {
            Span span = spans.get(axis);
            newOffsets[axis] = span.step() * (offsets[axis] - span.start());
            newSteps[axis] =
                    Arrays.stream(steps[axis]).map(step -> step * span.step()).toArray();
        }
        return new View(loop, padded, newOffsets, newSteps);
    }

    /** Whether the index along an axis stays within the shape at every place of the loop. */
    boolean staysInside(int axis) {
        return lowest(offsets[axis], steps[axis]) >= 0 && highest(offsets[axis], steps[axis]) < shape.extent(axis);
    }

    private int lowest(int offset, int... axisSteps) {
        int lowest = offset;
        for (int i = 0; i < loop.length; i++) {
            lowest += Math.min(0, axisSteps[i] * (loop[i] - 1));
        }
        return lowest;
    }

    private int highest(int offset, int... axisSteps) {
        int highest = offset;
        for (int i = 0; i < loop.length; i++) {
            highest += Math.max(0, axisSteps[i] * (loop[i] - 1));
        }
        return highest;
    }

    /** Where the element lies in an array that holds the tensor in row-major order. */
    Address address() {
        return address(shape.strides(), 0);
    }

    /** Where the element lies in an array with these strides. */
    Address address(int[] strides, int start) {
        int offset = start;
        int[] result = new int[loop.length];
        for (int axis = 0; axis < offsets.length; axis++) {
            offset += offsets[axis] * strides[axis];
            for (int i = 0; i < loop.length; i++) {
                result[i] += steps[axis][i] * strides[axis];
            }
        }
        return new Address(offset, result);
    }

    /** The same elements under another shape; empty if an index is then no affine function of the loop's axes. */
    Optional<View> reshaped(Shape other) {
        if (other.equals(shape)) {
            return Optional.of(this);
        }
        int[] newOffsets = new int[other.rank()];
        int[][] newSteps = new int[other.rank()][loop.length];
        int from = shape.rank() - 1;
        int to = other.rank() - 1;
        while (from >= 0 || to >= 0) {
            // the smallest groups of axes, from the last backward, that hold the same number of elements
            int fromLow = from;
            int toLow = to;
            long fromSize = from >= 0 ? shape.extent(fromLow--) : 1;
            long toSize = to >= 0 ? other.extent(toLow--) : 1;
            while (fromSize != toSize) {
                if (fromSize < toSize) {
                    fromSize *= shape.extent(fromLow--);
                } else {
                    toSize *= other.extent(toLow--);
                }
            }
            Address flat = pick(shape.range(fromLow + 1, from + 1), range(fromLow + 1, from + 1))
                    .address();
            for (int axis = to; axis > toLow; axis--) {
                Optional<Address> digit =
                        axis == toLow + 1 ? Optional.of(flat) : flat.remainder(other.extent(axis), loop);
                if (digit.isEmpty()) {
                    return Optional.empty();
                }
                newOffsets[axis] = digit.get().offset();
                newSteps[axis] = digit.get().steps();
                flat = flat.quotient(digit.get(), other.extent(axis));
            }
            from = fromLow;
            to = toLow;
        }
        return Optional.of(new View(loop, other, newOffsets, newSteps));
    }

    private static int[] range(int from, int to) {
        return java.util.stream.IntStream.range(from, to).toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof View view
                && view.shape.equals(shape)
                && Arrays.equals(view.offsets, offsets)
                && Arrays.deepEquals(view.steps, steps);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * shape.hashCode() + Arrays.hashCode(offsets)) + Arrays.deepHashCode(steps);
    }
}
