package org.chainrule.nn.layer;

import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Layer;

/**
 * Each example brought to mean 0 and variance 1: y = (x − mean)/√(variance + ε)·weight + bias, over the last axes. PyTorch's
 * LayerNorm. Source: Ba, Kiros, Hinton, "Layer normalization", 2016, arXiv:1607.06450.
 *
 * @param weight of the shape of the last axes; ones at first
 * @param bias of the same; zeros at first
 * @param epsilon keeps the root away from 0; PyTorch's is 10⁻⁵
 */
public record LayerNorm(Tensor weight, Tensor bias, double epsilon) implements Layer {
    public LayerNorm {
        Arguments.positive("epsilon", epsilon);
    }

    /** Over last axes of these extents. */
    public static LayerNorm of(int... extents) {
        Shape shape = Shape.of(extents);
        return new LayerNorm(Tensor.full(shape, 1, DType.FLOAT32), Tensor.full(shape, 0, DType.FLOAT32), 1e-5);
    }

    /** [batch …, extents …], which stays. */
    @Override
    public Tensor apply(Tensor x) {
        int axes = weight.shape().rank();
        int outer = x.shape().rank() - axes;
        if (outer < 0 || !x.shape().range(outer, x.shape().rank()).equals(weight.shape())) {
            throw new ShapeException(
                    "layer norm", "input " + x.shape(), "its last axes have the weight's shape " + weight.shape());
        }
        int[] last = IntStream.range(outer, outer + axes).toArray();
        return Standardized.of(x, epsilon, last).value().mul(weight).add(bias);
    }
}
