package org.chainrule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.chainrule.graph.Axes;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/** NumPy's broadcasting, spelled out as nodes, so that no rule of any operation has to know of it. */
final class Broadcasting {
    private Broadcasting() {}

    /** An elementwise operation on tensors broadcast to their common shape. */
    static Tensor apply(Elementwise op, Tensor... tensors) {
        return Tensor.of(op, together(op::called, tensors));
    }

    /**
     * Tensors broadcast to their common shape.
     *
     * @param called what the user has called; asked for where they do not broadcast
     */
    static Tensor[] together(Supplier<String> called, Tensor... tensors) {
        Shape shape = tensors[0].shape();
        for (Tensor tensor : tensors) {
            shape = common(called, shape, tensor.shape(), tensors);
        }
        Tensor[] broadcast = new Tensor[tensors.length];
        for (int i = 0; i < tensors.length; i++) {
            broadcast[i] = to(tensors[i], shape);
        }
        return broadcast;
    }

    private static Shape common(Supplier<String> called, Shape a, Shape b, Tensor... tensors) {
        int rank = Math.max(a.rank(), b.rank());
        int[] extents = new int[rank];
        for (int fromEnd = 1; fromEnd <= rank; fromEnd++) {
            int x = fromEnd <= a.rank() ? a.extent(-fromEnd) : 1;
            int y = fromEnd <= b.rank() ? b.extent(-fromEnd) : 1;
            if (x != y && x != 1 && y != 1) {
                throw new ShapeException(
                        called.get(),
                        "shapes " + Arrays.stream(tensors).map(Tensor::shape).toList() + " do not broadcast: axis -"
                                + fromEnd + " is " + x + " and " + y,
                        "extents are equal, or one of them is 1");
            }
            extents[rank - fromEnd] = x == 1 ? y : x;
        }
        return Shape.of(extents);
    }

    /** A tensor copied along axes that it lacks or that have extent 1. */
    static Tensor to(Tensor tensor, Shape shape) {
        Shape from = tensor.shape();
        if (from.equals(shape)) {
            return tensor;
        }
        int added = shape.rank() - from.rank();
        List<Integer> kept = new ArrayList<>();
        Shape squeezed = Shape.SCALAR;
        for (int axis = 0; axis < from.rank(); axis++) {
            int extent = from.extent(axis);
            if (added < 0 || extent != 1 && extent != shape.extent(added + axis)) {
                throw new ShapeException(
                        "broadcast",
                        "shape " + from + " to " + shape,
                        "from the last axis backward extents are equal, or 1");
            }
            if (extent == shape.extent(added + axis)) {
                kept.add(added + axis);
                squeezed = squeezed.append(Shape.of(extent));
            }
        }
        Axes axes = Axes.of(kept.stream().mapToInt(Integer::intValue).toArray());
        return Tensor.of(
                Node.of(new Movement.Broadcast(shape, axes), tensor.node().reshape(squeezed)));
    }

    /** A Java number as a scalar of a node's dtype. */
    static Tensor number(Node like, double number) {
        if (like.dtype() == DType.BOOL) {
            throw new DTypeException("the number " + number + " is no bool; cast() the tensor first");
        }
        return Tensor.of(literal(like.dtype(), number));
    }

    /** A Java number as a value of a dtype, which must be able to hold it. */
    static Leaf.Literal literal(DType dtype, double number) {
        if (!dtype.holds(number)) {
            throw new DTypeException("the number " + number + " is no "
                    + dtype.name().toLowerCase(java.util.Locale.ROOT) + "; cast() to another dtype first");
        }
        return Leaf.Literal.of(dtype, number);
    }

    /** Extents with a −1 replaced by what the size leaves. */
    static Shape inferred(Shape from, int... extents) {
        int[] result = extents.clone();
        int open = -1;
        long known = 1;
        for (int axis = 0; axis < extents.length; axis++) {
            if (extents[axis] != -1) {
                known *= extents[axis];
            } else if (open < 0) {
                open = axis;
            } else {
                throw new ShapeException(
                        "reshape",
                        "shape " + from + " to " + Arrays.toString(extents),
                        "only one extent may be -1, which follows from the others");
            }
        }
        if (open >= 0) {
            if (known == 0 || from.size() % known != 0) {
                throw new ShapeException(
                        "reshape",
                        "shape " + from + " to " + Arrays.toString(extents),
                        from.size() + " elements do not divide by " + known);
            }
            result[open] = (int) (from.size() / known);
        }
        return Shape.of(result);
    }
}
