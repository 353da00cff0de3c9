package org.chainrule.nn;

import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.ShapeException;

/**
 * The mean over the batch of −ln softmax(logits)[label], from logits, without overflow. One loop computes it together with its
 * gradient, softmax(logits) − onehot(label).
 */
public record SoftmaxCrossEntropy() implements Loss {
    /**
     * @param logits [batch, classes]
     * @param labels [batch], the numbers of the right classes, int32 or int64
     */
    @Override
    public Tensor of(Tensor logits, Tensor labels) {
        boolean fits = logits.shape().rank() == 2
                && labels.shape().rank() == 1
                && labels.dtype().isInteger()
                && labels.shape().extent(0) == logits.shape().extent(0);
        if (!fits) {
            throw new ShapeException(
                    "softmax cross-entropy",
                    "logits " + logits.node().type() + ", labels "
                            + labels.node().type(),
                    "[batch, classes] floating, and [batch] whole numbers");
        }
        Tensor classes = Tensor.iota(logits.shape().extent(1), DType.INT32);
        Tensor right = labels.cast(DType.INT32).unsqueeze(1).eq(classes);
        return right.where(logits.logSoftmax(1), 0).sum(1).neg().mean();
    }
}
