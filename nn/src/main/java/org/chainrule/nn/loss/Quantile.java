package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.nn.Loss;

/**
 * The mean over all elements of max(q·e, (q − 1)·e), e = target − prediction: the best prediction is the q-quantile. Source: Koenker,
 * Bassett, "Regression quantiles", Econometrica 1978.
 *
 * @param q from 0 to 1; 0.5 is half the mean absolute error
 */
public record Quantile(double q) implements Loss {
    public Quantile {
        Arguments.notNegative("q", q);
        Arguments.notNegative("1 − q", 1 - q);
    }

    @Override
    public Tensor of(Tensor predictions, Tensor targets) {
        Pairs.targets("quantile", predictions, targets);
        Tensor error = targets.sub(predictions);
        return error.mul(q).maximum(error.mul(q - 1)).mean();
    }
}
