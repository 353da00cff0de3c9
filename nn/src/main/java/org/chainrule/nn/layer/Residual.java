package org.chainrule.nn.layer;

import org.chainrule.Tensor;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Context;
import org.chainrule.nn.Layer;

/**
 * y = x + inner(x), so that gradients pass through depth. Source: He, Zhang, Ren, Sun, "Deep residual learning for image
 * recognition", CVPR 2016.
 *
 * @param inner keeps the shape
 */
public record Residual(Layer inner) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
        return apply(x, Context.inference());
    }

    @Override
    public Tensor apply(Tensor x, Context context) {
        Tensor change = inner.apply(x, context);
        if (!change.shape().equals(x.shape())) {
            throw new ShapeException(
                    "residual", "from " + x.shape() + " to " + change.shape(), "the inner layer keeps the shape");
        }
        return x.add(change);
    }
}
