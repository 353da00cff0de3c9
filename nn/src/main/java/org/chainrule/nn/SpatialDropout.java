package org.chainrule.nn;

import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/**
 * {@link Dropout} of whole channels, as the neighbours in a picture tell what a single 0 was. PyTorch's Dropout1d, 2d and 3d.
 * Source: Tompson and others, "Efficient object localization using convolutional networks", CVPR 2015.
 *
 * @param rate the probability that a channel of an example becomes 0, from 0 to 1
 */
public record SpatialDropout(double rate) implements RandomLayer {
    public SpatialDropout {
        Masks.check(rate);
    }

    /** 0.5. */
    public SpatialDropout() {
        this(0.5);
    }

    /**
     * @param x [batch, channels, …]
     * @throws ShapeException if it has less than two axes
     */
    @Override
    public Tensor apply(Tensor x, Context context) {
        Shape shape = x.shape();
        if (shape.rank() < 2) {
            throw new ShapeException("spatial dropout", "of " + x.node().type(), "[batch, channels, …]");
        }
        Shape mask = shape.range(0, 2);
        for (int axis = 2; axis < shape.rank(); axis++) {
            mask = mask.append(Shape.of(1));
        }
        return context.isTraining() ? Masks.dropped(x, mask, rate, context.nextKey()) : x;
    }
}
