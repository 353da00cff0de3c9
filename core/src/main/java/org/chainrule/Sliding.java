package org.chainrule;

import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Window;

/** Windows over several axes at once, and their transpose. */
final class Sliding {
    private final int first;
    private final int[] size;
    private final int[] stride;
    private final int[] dilation;

    /** Windows along the axes from {@code first} on, one for each number. */
    Sliding(int first, int[] size, int[] stride, int[] dilation) {
        this.first = first;
        this.size = size;
        this.stride = stride;
        this.dilation = dilation;
    }

    /** @throws ShapeException if a window is larger than what it slides over; {@code what} tells the shapes before the padding */
    void check(String name, Shape padded, String what) {
        for (int i = 0; i < size.length; i++) {
            long reach = size[i] == 0 ? 0 : (long) dilation[i] * (size[i] - 1) + 1;
            if (reach > padded.extent(first + i)) {
                throw new ShapeException(
                        name,
                        what + ": windows of " + size[i] + " reach over " + reach + " elements, axis " + (first + i)
                                + " has " + padded.extent(first + i) + " with its padding",
                        "pad the axis, or take a smaller window");
            }
        }
    }

    /** [before …, n …, after …] becomes [before …, places in a window …, windows …, after …]. */
    Tensor over(Tensor x) {
        Tensor result = x;
        for (int i = 0; i < size.length; i++) {
            result = along(result, first + 2 * i, i);
        }
        return result.permute(order(result.shape().rank(), false));
    }

    private Tensor along(Tensor x, int axis, int i) {
        if (size[i] == stride[i] && dilation[i] == 1 && size[i] <= x.shape().extent(axis)) {
            // windows side by side are a reshape
            int count = x.shape().extent(axis) / size[i];
            Tensor whole = x.slice(axis, 0, count * size[i]);
            return whole.reshape(inserted(x.shape(), axis, count, size[i]));
        }
        return Tensor.of(new Window(axis, size[i], stride[i], dilation[i]), x);
    }

    private static Shape inserted(Shape shape, int axis, int... extents) {
        return shape.range(0, axis).append(Shape.of(extents)).append(shape.range(axis + 1, shape.rank()));
    }

    /** The transpose of {@link #over}: the elements added up in axes of these extents. */
    Tensor transposed(Tensor windows, int... extents) {
        Tensor result = windows.permute(order(windows.shape().rank(), true));
        for (int i = size.length - 1; i >= 0; i--) {
            Window window = new Window(first + 2 * i, size[i], stride[i], dilation[i]);
            result = Tensor.of(window.transposed(result.node(), extents[i]));
        }
        return result;
    }

    /** From [window, place, window, place …] to [place, place …, window, window …], or back. */
    private int[] order(int rank, boolean back) {
        int[] order = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            order[axis] = axis;
        }
        for (int i = 0; i < size.length; i++) {
            int place = first + i;
            int window = first + size.length + i;
            if (back) {
                order[first + 2 * i] = window;
                order[first + 2 * i + 1] = place;
            } else {
                order[place] = first + 2 * i + 1;
                order[window] = first + 2 * i;
            }
        }
        return order;
    }
}
