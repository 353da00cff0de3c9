package org.chainrule.nn;

import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.ShapeException;

/**
 * The mean over the batch of −ln softmax(logits)[label], from logits, without overflow. Its gradient is
 * (softmax(logits) − target) / batch, where the target of the right class is 1 and of the others 0; smoothed, they are 1 −
 * smoothing + smoothing/classes and smoothing/classes. PyTorch's CrossEntropyLoss, label_smoothing included.
 *
 * <p>Source of smoothing: Szegedy and others, "Rethinking the Inception architecture for computer vision", CVPR 2016, section 7.
 *
 * @param smoothing from 0 to 1
 */
public record SoftmaxCrossEntropy(double smoothing) implements Loss {
    public SoftmaxCrossEntropy {
        if (!(smoothing >= 0 && smoothing <= 1)) {
            throw new IllegalArgumentException("label smoothing is from 0 to 1, not " + smoothing);
        }
    }

    /** Labels as they are. */
    public SoftmaxCrossEntropy() {
        this(0);
    }

    /**
     * A label that is no class makes the loss NaN, and the gradient by its example's logits too: values are only seen while a
     * compiled step runs, which throws nothing.
     *
     * @param logits [batch, classes]
     * @param labels [batch], the numbers of the right classes, from 0 on, int32 or int64
     * @throws ShapeException if they are of other shapes
     * @throws DTypeException if logits are not floating, or labels not whole numbers
     */
    @Override
    public Tensor of(Tensor logits, Tensor labels) {
        check(logits, labels);
        int classes = logits.shape().extent(1);
        Tensor wrong = labels.lt(0).or(labels.ge(classes));
        // of a wrong label all classes are taken, so that NaN reaches the gradient by each of them
        Tensor taken = labels.cast(DType.INT32)
                .unsqueeze(1)
                .eq(Tensor.iota(classes, DType.INT32))
                .or(wrong.unsqueeze(1));
        Tensor weight = wrong.where(logits.like(Double.NaN), -1);
        Tensor logarithms = logits.logSoftmax(1);
        Tensor right = taken.where(logarithms, 0).sum(1).mul(weight);
        return smoothing == 0
                ? right.mean()
                : right.mul(1 - smoothing)
                        .sub(logarithms.mean(1).mul(smoothing))
                        .mean();
    }

    private static void check(Tensor logits, Tensor labels) {
        String given =
                "logits " + logits.node().type() + ", labels " + labels.node().type();
        boolean fits = logits.shape().rank() == 2
                && labels.shape().rank() == 1
                && labels.shape().extent(0) == logits.shape().extent(0);
        if (!fits) {
            throw new ShapeException("softmax cross-entropy", given, "[batch, classes] and [batch]");
        }
        if (!logits.dtype().isFloating() || !labels.dtype().isInteger()) {
            throw new DTypeException("softmax cross-entropy: " + given + " (floating, and whole numbers)");
        }
    }
}
