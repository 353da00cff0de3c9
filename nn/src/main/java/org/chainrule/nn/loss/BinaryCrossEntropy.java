package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.nn.Loss;

/**
 * The mean over all elements of −w·t·ln σ(x) − (1 − t)·ln(1 − σ(x)), from logits x, without overflow: (1 − t)·x + (1 + (w − 1)·t)·ln(1 +
 * e⁻ˣ). PyTorch's BCEWithLogitsLoss. Targets t are from 0 to 1.
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
        Tensor weight = targets.mul(positiveWeight - 1).add(1);
        return targets.neg()
                .add(1)
                .mul(predictions)
                .add(weight.mul(predictions.neg().softplus()))
                .mean();
    }
}
