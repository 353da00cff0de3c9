package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.nn.Loss;

/**
 * The mean over the batch of Σ t·(ln t − prediction), where predictions are logarithms of probabilities and targets t probabilities; a
 * target of 0 adds 0. PyTorch's KLDivLoss with the reduction batchmean (its default divides by all elements, which is no divergence).
 * Source: Kullback, Leibler, "On information and sufficiency", Annals of Mathematical Statistics 1951.
 *
 * <p>A target that is further than 0.001 outside of 0 to 1, or a prediction that is further above 0, as no logarithm of a probability is,
 * makes the loss NaN, and the gradient by the prediction too.
 */
public record KullbackLeibler() implements Loss {
    @Override
    public Tensor of(Tensor predictions, Tensor targets) {
        Pairs.targets("Kullback-Leibler", predictions, targets);
        Tensor sure = Pairs.sure(predictions.le(Pairs.ROUNDING), Pairs.shares(targets));
        Tensor shares = sure.maximum(0);
        Tensor entropy = shares.xlogy(shares);
        double batch = predictions.shape().isScalar() ? 1 : predictions.shape().extent(0);
        return entropy.sub(shares.mulNoNan(predictions)).sum().div(batch);
    }
}
