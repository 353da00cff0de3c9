package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Loss;

/**
 * The mean over the batch of −Σ t·ln softmax(x), from logits x, without overflow, for targets t that are probabilities of the classes, or
 * ones and zeros. PyTorch's CrossEntropyLoss of probabilities.
 */
public record DistributionCrossEntropy() implements Loss {
    /** Both [batch, classes]. */
    @Override
    public Tensor of(Tensor logits, Tensor targets) {
        Pairs.targets("distribution cross-entropy", logits, targets);
        if (logits.shape().rank() != 2) {
            throw new ShapeException("distribution cross-entropy", "of " + logits.shape(), "[batch, classes]");
        }
        return targets.mulNoNan(logits.logSoftmax(1)).sum(1).neg().mean();
    }
}
