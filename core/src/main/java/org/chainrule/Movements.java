package org.chainrule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Span;

/**
 * The same elements elsewhere: shapes, orders, parts; of any dtype, which stays. All throw a
 * {@link org.chainrule.graph.ShapeException} for shapes, axes and indices that do not fit.
 */
public sealed interface Movements permits Tensor {
    Node node();

    /** The elements in row-major order under another shape; one extent may be −1 and follows from the others. */
    default Tensor reshape(int... extents) {
        return reshape(Broadcasting.inferred(node().shape(), extents));
    }

    default Tensor reshape(Shape shape) {
        return Tensor.of(node().reshape(shape));
    }

    /** All elements in one axis. */
    default Tensor flatten() {
        return reshape(node().shape().size());
    }

    /** Axis i of the result is axis {@code order[i]} of this tensor. */
    default Tensor permute(int... order) {
        int[] fromFront = IntStream.of(order).map(node().shape()::axis).toArray();
        return Tensor.of(node().permute(Axes.of(fromFront)));
    }

    /** The matrix transposed; of more axes the last two change places. */
    default Tensor transpose() {
        if (node().shape().rank() < 2) {
            throw new ShapeException("transpose", "shape " + node().shape(), "it takes at least two axes");
        }
        return Tensor.of(node().transpose());
    }

    /** Two axes change places. */
    default Tensor transpose(int first, int second) {
        int[] order = Axes.range(0, node().shape().rank()).toArray();
        int a = node().shape().axis(first);
        int b = node().shape().axis(second);
        order[a] = b;
        order[b] = a;
        return Tensor.of(node().permute(Axes.of(order)));
    }

    /** A new axis of extent 1 before axis {@code axis} of the result. */
    default Tensor unsqueeze(int axis) {
        Shape shape = node().shape();
        int at = axis < 0 ? axis + shape.rank() + 1 : axis;
        if (at < 0 || at > shape.rank()) {
            throw new ShapeException(
                    "unsqueeze",
                    "no place " + axis + " for an axis in shape " + shape,
                    "from " + (-shape.rank() - 1) + " to " + shape.rank());
        }
        return reshape(shape.range(0, at).append(Shape.of(1)).append(shape.range(at, shape.rank())));
    }

    /** Without an axis, whose extent is 1. */
    default Tensor squeeze(int axis) {
        if (node().shape().extent(axis) != 1) {
            throw new ShapeException(
                    "squeeze", "axis " + axis + " of shape " + node().shape(), "only an axis of extent 1 can go");
        }
        return reshape(node().shape().without(axis));
    }

    /** Copies along axes that are missing or of extent 1, as NumPy's broadcast_to. */
    default Tensor broadcastTo(Shape shape) {
        return Broadcasting.to(Tensor.of(node()), shape);
    }

    default Tensor broadcastTo(int... extents) {
        return broadcastTo(Shape.of(extents));
    }

    /** The elements {@code from} (inclusive) to {@code to} (exclusive) along an axis; negative indices count from the end. */
    default Tensor slice(int axis, int from, int to) {
        return slice(axis, from, to, 1);
    }

    /**
     * Every {@code step}-th element along an axis, from {@code from} (inclusive) to {@code to} (exclusive), both counted as
     * in {@link #slice(int, int, int)}; a negative step goes backward, and one place before the first, {@code -extent - 1}, is where it ends:
     * {@code slice(0, -1, -extent - 1, -1)} is all of it from the end.
     */
    default Tensor slice(int axis, int from, int to, int step) {
        return Composed.slice(Tensor.of(node()), axis, from, to, step);
    }

    /** The part at one index of an axis, which disappears; a negative index counts from the end. */
    default Tensor get(int axis, int index) {
        int extent = node().shape().extent(axis);
        int at = index < 0 ? index + extent : index;
        if (at < 0 || at >= extent) {
            throw new ShapeException(
                    "get",
                    "no index " + index + " along axis " + axis + " of shape " + node().shape(),
                    "from " + -extent + " to " + (extent - 1));
        }
        return slice(axis, at, at + 1).squeeze(axis);
    }

    /** Zeros put before and after the elements of an axis. */
    default Tensor pad(int axis, int before, int after) {
        if (before < 0 || after < 0) {
            throw new ShapeException("pad", before + " before and " + after + " after", "neither is negative");
        }
        Shape shape = node().shape();
        int at = shape.axis(axis);
        List<Span> spans = new ArrayList<>();
        for (int extent : shape.extents()) {
            spans.add(Span.all(extent));
        }
        spans.set(at, new Span(before, shape.extent(at), 1));
        return Tensor.of(
                new Movement.Pad(spans, shape.with(at, Shape.extent((long) before + shape.extent(at) + after))),
                Tensor.of(node()));
    }

    /** The order of the elements along axes reversed; none named means all. */
    default Tensor flip(int... axes) {
        Axes named = Axes.named(node().shape(), axes);
        Node flipped = node();
        for (int i = 0; i < named.count(); i++) {
            flipped = flipped.flip(named.get(i));
        }
        return Tensor.of(flipped);
    }
}
