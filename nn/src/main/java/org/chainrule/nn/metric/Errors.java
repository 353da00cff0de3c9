package org.chainrule.nn.metric;

import org.chainrule.Tensor;
import org.chainrule.arguments.Extents;
import org.chainrule.graph.ShapeException;

/** How far predicted numbers are from what they should be, as scalars; predictions and targets are of one shape. */
public final class Errors {
    private Errors() {}

    /** The mean of |prediction − target|. */
    public static Tensor meanAbsolute(Tensor predictions, Tensor targets) {
        return difference("mean absolute error", predictions, targets).abs().mean();
    }

    /** √ of the mean of (prediction − target)². */
    public static Tensor rootMeanSquare(Tensor predictions, Tensor targets) {
        return difference("root mean squared error", predictions, targets)
                .square()
                .mean()
                .sqrt();
    }

    /**
     * R² = 1 − Σ (prediction − target)² / Σ (target − mean target)²: 1 if all are right, 0 for a prediction of the mean. Of targets that are
     * all the same it is −∞ or NaN.
     */
    public static Tensor determination(Tensor predictions, Tensor targets) {
        Tensor unexplained = difference("R²", predictions, targets).square().sum();
        return unexplained.div(targets.sub(targets.mean()).square().sum()).neg().add(1);
    }

    private static Tensor difference(String metric, Tensor predictions, Tensor targets) {
        if (!predictions.shape().equals(targets.shape())) {
            throw new ShapeException(
                    metric,
                    "predictions " + predictions.shape() + ", targets " + targets.shape(),
                    "they are of one shape"
                            + Extents.advice(
                                    "targets",
                                    predictions.shape().extents(),
                                    targets.shape().extents()));
        }
        return predictions.sub(targets);
    }
}
