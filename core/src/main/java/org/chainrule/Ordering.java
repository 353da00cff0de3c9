package org.chainrule;

import org.chainrule.graph.Node;

/** What depends on which element is larger. Gradients flow to the elements chosen; at ties the first in order is chosen. */
public sealed interface Ordering permits Tensor {
    Node node();

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
