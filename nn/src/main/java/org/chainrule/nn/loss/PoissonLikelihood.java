package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.nn.Loss;

/**
 * The mean over all elements of eˣ − t·x: the negative logarithm of the likelihood of counts t, without ln t!, of which the gradient knows
 * nothing, where x is the logarithm of the expected count. PyTorch's PoissonNLLLoss.
 */
public record PoissonLikelihood() implements Loss {
    @Override
    public Tensor of(Tensor predictions, Tensor targets) {
        Pairs.targets("Poisson likelihood", predictions, targets);
        return predictions.exp().sub(targets.mul(predictions)).mean();
    }
}
