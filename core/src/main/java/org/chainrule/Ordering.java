package org.chainrule;

import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.SortOrder;

/** What depends on which element is larger. Gradients flow to the elements chosen; at ties the first in order is chosen. */
public sealed interface Ordering permits Tensor {
    Node node();

    /**
     * The indices (int32) that sort an axis: equal elements stay in their order, and NaN counts as larger than everything. Descending
     * is the other way round, but equal elements keep their order then too.
     */
    default Tensor argsort(int axis, boolean descending) {
        Tensor last = Tensor.of(node()).transpose(axis, -1);
        return Tensor.of(new SortOrder(descending), last).transpose(axis, -1);
    }

    default Tensor argsort(int axis) {
        return argsort(axis, false);
    }

    /** The elements along an axis in order, as {@link #argsort(int, boolean)} says. The gradient of each goes to where it stood. */
    default Tensor sort(int axis, boolean descending) {
        return Tensor.of(node()).takeAlongAxis(axis, argsort(axis, descending));
    }

    default Tensor sort(int axis) {
        return sort(axis, false);
    }

    /** Some elements, and where they stand. */
    record Chosen(Tensor values, Tensor indices) {}

    /**
     * The largest elements along an axis, the largest first, with their indices (int32); of equal ones the first.
     *
     * @throws ShapeException if the axis has fewer
     */
    default Chosen topK(int axis, int count) {
        Shape shape = node().shape();
        if (count < 0 || count > shape.extent(axis)) {
            throw new ShapeException(
                    "topK",
                    count + " of axis " + axis + " of shape " + shape,
                    "from 0 to " + shape.extent(axis) + " elements");
        }
        Tensor indices = argsort(axis, true).slice(axis, 0, count);
        return new Chosen(Tensor.of(node()).takeAlongAxis(axis, indices), indices);
    }

    /** The largest element so far along an axis, NaN from the first NaN on. The gradient goes to the first element that reached it. */
    default Tensor cumulativeMax(int axis) {
        Tensor x = Tensor.of(node());
        return x.takeAlongAxis(axis, Running.largest(x, x.shape().axis(axis)));
    }

    /** The smallest element so far along an axis, NaN from the first NaN on. The gradient goes to the first element that reached it. */
    default Tensor cumulativeMin(int axis) {
        return Tensor.of(node()).neg().cumulativeMax(axis).neg();
    }
}
