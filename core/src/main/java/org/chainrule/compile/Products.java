package org.chainrule.compile;

import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.runtime.MatmulPlan;

/** Plans of matrix products: views of the operands are absorbed as strides. */
final class Products {
    private Products() {}

    /** The plan of a product whose operands lie at these addresses (by their axes other than 1). */
    static MatmulPlan plan(Node node, Address left, Address right) {
        Shape shape = node.shape();
        int batchAxes = shape.rank() - 2;
        int[] a = strides(node.input(0).shape(), left);
        int[] b = strides(node.input(1).shape(), right);
        return MatmulPlan.of(
                node.dtype(),
                shape.extent(-2),
                shape.extent(-1),
                node.input(0).shape().extent(-1),
                shape.range(0, batchAxes).extents(),
                java.util.Arrays.copyOf(a, batchAxes),
                a[batchAxes],
                a[batchAxes + 1],
                java.util.Arrays.copyOf(b, batchAxes),
                b[batchAxes],
                b[batchAxes + 1]);
    }

    private static int[] strides(Shape shape, Address address) {
        int[] strides = new int[shape.rank()];
        for (int axis = 0, next = 0; axis < strides.length; axis++) {
            strides[axis] = shape.extent(axis) == 1 ? 0 : address.steps()[next++];
        }
        return strides;
    }
}
