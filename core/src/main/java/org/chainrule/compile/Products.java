package org.chainrule.compile;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.codegen.MicroCompiler;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.matmul.InnerProducts;
import org.chainrule.matmul.Matmul;
import org.chainrule.matmul.MatmulShape;
import org.chainrule.matmul.ProductPlan;
import org.chainrule.memory.AlignedArrays;
import org.chainrule.simd.Simd;
import org.chainrule.warmup.Background;

/** Plans of matrix products: views of the operands are absorbed as strides. */
final class Products {
    private static final Matmul MATMUL = new Matmul(new MicroCompiler(Simd.available() ? Simd.bits() : 0));

    private Products() {}

    /** Where memory to work in comes from. */
    static AlignedArrays arrays() {
        return MATMUL.arrays();
    }

    /** The plan of a product whose operands lie at these addresses (by their axes other than 1). */
    static ProductPlan plan(Node node, Address left, Address right) {
        Shape shape = node.shape();
        int last = shape.rank() - 1;
        int[] a = strides(node.input(0).shape(), left);
        int[] b = strides(node.input(1).shape(), right);
        int[] c = shape.strides();
        List<MatmulShape.Axis> batch = new ArrayList<>();
        for (int axis = 0; axis < last - 1; axis++) {
            batch.add(new MatmulShape.Axis(shape.extent(axis), a[axis], b[axis], c[axis]));
        }
        MatmulShape matrices = new MatmulShape(
                node.dtype(),
                shape.extent(-2),
                shape.extent(-1),
                node.input(0).shape().extent(-1),
                a[last - 1],
                a[last],
                b[last - 1],
                b[last],
                c[last - 1],
                batch);
        if (InnerProducts.suit(matrices)) {
            return new InnerProducts(matrices);
        }
        return Simd.available() && Background.scalarFirst() ? MATMUL.tiered(matrices) : MATMUL.plan(matrices);
    }

    private static int[] strides(Shape shape, Address address) {
        int[] strides = new int[shape.rank()];
        for (int axis = 0, next = 0; axis < strides.length; axis++) {
            strides[axis] = shape.extent(axis) == 1 ? 0 : address.steps()[next++];
        }
        return strides;
    }
}
