package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.arguments.Extents;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.ShapeException;

/** Checks of what is compared: broadcasting here would be a mistake that goes unseen. */
final class Pairs {
    /** So far targets may be from what they are to be. */
    static final double ROUNDING = 1e-3;

    private Pairs() {}

    static void sameShape(String loss, Tensor first, Tensor second) {
        sameShape(loss, first, second, "second");
    }

    /** @param name of the second, in the advice that is given where axes of extent 1 are all that differs */
    private static void sameShape(String loss, Tensor first, Tensor second, String name) {
        if (!first.shape().equals(second.shape())) {
            throw new ShapeException(
                    loss,
                    first.shape() + " and " + second.shape(),
                    "they are of one shape"
                            + Extents.advice(
                                    name,
                                    first.shape().extents(),
                                    second.shape().extents()));
        }
    }

    /** Predictions and what they should be, which are of one shape and dtype. */
    static void targets(String loss, Tensor predictions, Tensor targets) {
        sameShape(loss, predictions, targets, "targets");
        DType dtype = predictions.dtype();
        if (!dtype.isFloating() || targets.dtype() != dtype) {
            String told = dtype.isFloating()
                    ? "targets are of the predictions' dtype: targets.cast(DType." + dtype.name() + ")"
                    : "predictions are floating numbers, and targets of their dtype";
            throw new DTypeException(loss + ": predictions "
                    + predictions.node().type() + ", targets " + targets.node().type() + " (" + told + ")");
        }
    }

    /** Vectors [batch, width] in pairs, with a number for each pair. */
    static void labelled(String loss, Tensor first, Tensor second, Tensor labels) {
        sameShape(loss, first, second);
        boolean fits = first.shape().rank() == 2
                && labels.shape().rank() == 1
                && labels.shape().extent(0) == first.shape().extent(0);
        if (!fits) {
            throw new ShapeException(
                    loss, first.shape() + " with labels " + labels.shape(), "[batch, width] with [batch]");
        }
    }

    /** Targets from 0 to 1, or a little beyond by rounding; what is no such target is NaN, and so are the loss and its gradient there. */
    static Tensor shares(Tensor targets) {
        return sure(targets.ge(-ROUNDING).and(targets.le(1 + ROUNDING)), targets);
    }

    /** The same of targets that are one of two numbers. */
    static Tensor oneOf(double first, double second, Tensor targets) {
        double half = Math.abs(second - first) / 2;
        Tensor fromMiddle = targets.sub((first + second) / 2).abs();
        return sure(fromMiddle.sub(half).abs().le(ROUNDING), targets);
    }

    /** The targets, with NaN where they are not right. */
    static Tensor sure(Tensor right, Tensor targets) {
        return right.where(targets, Double.NaN);
    }
}
