package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.nn.Loss;

/**
 * The mean over the batch of Σ t·(ln t − prediction), where predictions are logarithms of probabilities and targets t probabilities; a
 * target of 0 adds 0. PyTorch's KLDivLoss with the reduction batchmean (its default divides by all elements, which is no divergence).
 * Source: Kullback, Leibler, "On information and sufficiency", Annals of Mathematical Statistics 1951.
 */
public record KullbackLeibler() implements Loss {
    @Override
    public Tensor of(Tensor predictions, Tensor targets) {
        Pairs.targets("Kullback-Leibler", predictions, targets);
        Tensor entropy = targets.xlogy(targets);
        double batch = predictions.shape().isScalar() ? 1 : predictions.shape().extent(0);
        return entropy.sub(targets.mulNoNan(predictions)).sum().div(batch);
    }
}
