package org.chainrule.nn;

import org.chainrule.Tensor;
import org.chainrule.arguments.Extents;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.ShapeException;

/** The mean over all elements of (prediction − target)². */
public record MeanSquaredError() implements Loss {
    /** Both of one shape and dtype: broadcasting here would be a mistake that goes unseen. */
    @Override
    public Tensor of(Tensor predictions, Tensor targets) {
        if (!predictions.shape().equals(targets.shape())) {
            throw new ShapeException(
                    "mean squared error",
                    "predictions " + predictions.shape() + ", targets " + targets.shape(),
                    "they are of one shape"
                            + Extents.advice(
                                    "targets",
                                    predictions.shape().extents(),
                                    targets.shape().extents()));
        }
        if (predictions.dtype().isFloating() && targets.dtype() != predictions.dtype()) {
            throw new DTypeException("mean squared error: predictions "
                    + predictions.node().type() + ", targets " + targets.node().type()
                    + " (targets are of the predictions' dtype: targets.cast(DType."
                    + predictions.dtype().name() + "))");
        }
        return predictions.sub(targets).square().mean();
    }
}
