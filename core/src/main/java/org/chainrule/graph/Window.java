package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The windows that slide along an axis: the axis becomes two, of which the first counts the windows and the second the places in a
 * window. Element (i, j) is element {@code i·stride + j·dilation} of the axis, so this is only another way to walk the same elements; an
 * element stands in as many windows as cover it. Windows that would not lie wholly inside are left out.
 *
 * @param axis the axis of the input, from the front; the result's axes are {@code axis} and {@code axis + 1}
 * @param size the places in a window
 * @param stride how far a window starts after the one before
 * @param dilation how far apart the places of a window are
 */
public record Window(int axis, int size, int stride, int dilation) implements Movement {
    public Window {
        if (size < 1 || stride < 1 || dilation < 1) {
            throw new ShapeException(
                    "window", "size " + size + ", stride " + stride + ", dilation " + dilation, "each is at least 1");
        }
    }

    @Override
    public Type infer(List<Type> inputs) {
        Shape input = inputs.getFirst().shape();
        int extent = input.extent(axis);
        long reach = (size - 1L) * dilation + 1;
        if (reach > extent) {
            throw new ShapeException(
                    "window",
                    "windows of " + size + (dilation == 1 ? "" : " with dilation " + dilation) + " reach over " + reach
                            + " elements, axis " + axis + " of shape " + input + " has " + extent,
                    "pad the axis, or take a smaller window");
        }
        int count = (int) (extent - reach) / stride + 1;
        Shape shape = input.range(0, axis).append(Shape.of(count, size)).append(input.range(axis + 1, input.rank()));
        return new Type(shape, inputs.getFirst().dtype());
    }

    @Override
    public Node downstream(Node node, int input, Node upstream) {
        return transposed(upstream, node.input(0).shape().extent(axis));
    }

    @Override
    public Node batched(Node node, List<Batch> inputs, int count) {
        return Node.of(
                new Window(axis + 1, size, stride, dilation), inputs.getFirst().node());
    }

    /**
     * The transpose: every element of the windows added to the one that it came from, along an axis of that extent.
     *
     * <p>With Q rows of {@code stride} elements laid over the axis, place j of all windows falls into one column, {@code j·dilation mod
     * stride}, from row {@code ⌊j·dilation / stride⌋} on. So each column is a sum of paddings, and no element is left between others.
     */
    public Node transposed(Node windows, int extent) {
        List<Optional<Node>> columns = new ArrayList<>(java.util.Collections.nCopies(stride, Optional.empty()));
        int rows = Math.ceilDiv(extent, stride);
        for (int place = 0; place < size; place++) {
            Node padded = padded(windows, place, rows);
            columns.set(
                    place * dilation % stride,
                    Optional.of(columns.get(place * dilation % stride)
                            .map(sum -> sum.add(padded))
                            .orElse(padded)));
        }
        if (stride == 1) {
            return columns.getFirst().orElseThrow();
        }
        Shape across = windows.shape().with(axis, rows).with(axis + 1, 1);
        Node zero = Node.of(Leaf.Literal.of(windows.dtype(), 0)).broadcast(across, Axes.range(0, across.rank()));
        List<Node> parts = columns.stream()
                .map(column -> column.map(sum -> sum.reshape(across)).orElse(zero))
                .toList();
        Shape whole = across.without(axis + 1).with(axis, rows * stride);
        Node laid = Node.of(new Concat(axis + 1), parts).reshape(whole);
        return Node.of(Slice.along(whole, axis, Span.all(extent)), laid);
    }

    /** One place of every window, in the rows that it falls into. */
    private Node padded(Node windows, int place, int rows) {
        Shape shape = windows.shape().without(axis + 1);
        Node part = Node.of(Slice.along(windows.shape(), axis + 1, new Span(place, 1, 1)), windows)
                .reshape(shape);
        Span span = new Span(place * dilation / stride, shape.extent(axis), 1);
        return Node.of(Pad.along(shape.with(axis, rows), axis, span), part);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Window(1, 3, 1, 1), Domain.REALS.input(2, 5)),
                Sample.of(new Window(0, 2, 3, 2), Domain.REALS.input(9, 2)),
                Sample.of(new Window(1, 3, 2, 1), Domain.REALS.input(2, 8, 2)));
    }
}
