package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.nn.Loss;

/**
 * The mean over all elements of −w·t·ln σ(x) − (1 − t)·ln(1 − σ(x)), from logits x, without overflow: (1 − t)·x + (1 + (w − 1)·t)·ln(1 +
 * e⁻ˣ). PyTorch's BCEWithLogitsLoss. Targets t are from 0 to 1.
 * One that is further than 0.001 outside, as of logits and targets in each other's place, makes the loss NaN, and the gradient by its logit too.
 *
 * @param positiveWeight w, of what is 1, where it is rare
 */
public record BinaryCrossEntropy(double positiveWeight) implements Loss {
    public BinaryCrossEntropy {
        Arguments.positive("positiveWeight", positiveWeight);
    }

    /** Both sides weigh the same. */
    public BinaryCrossEntropy() {
        this(1);
    }

    @Override
    public Tensor of(Tensor predictions, Tensor targets) {
        Pairs.targets("binary cross-entropy", predictions, targets);
        Tensor sure = Pairs.shares(targets);
        Tensor weight = sure.mul(positiveWeight - 1).add(1);
        return sure.neg()
                .add(1)
                .mul(predictions)
                .add(weight.mul(predictions.neg().softplus()))
                .mean();
    }
}
