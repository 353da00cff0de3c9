package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.nn.Loss;

/**
 * The mean over all elements of −α(t)·(1 − p(t))^γ·ln p(t), from logits, where p(t) is σ(x) for targets of 1 and 1 − σ(x) for targets of 0,
 * and α(t) is α and 1 − α: what is right already counts little. torchvision's sigmoid_focal_loss, of targets that are 0 or 1: one that is
 * further than 0.001 from both makes the loss NaN, and the gradient by its logit too. With z = ±x it
 * is α·exp(−γ·ln(1 + eᶻ))·ln(1 + e⁻ᶻ), without overflow. Source: Lin, Goyal, Girshick, He, Dollár, "Focal loss for dense object
 * detection", ICCV 2017.
 *
 * @param alpha from 0 to 1
 * @param gamma from 0 on; 0 is cross-entropy
 */
public record Focal(double alpha, double gamma) implements Loss {
    public Focal {
        Arguments.notNegative("alpha", alpha);
        Arguments.notNegative("1 − alpha", 1 - alpha);
        Arguments.notNegative("gamma", gamma);
    }

    /** α = 0.25, γ = 2. */
    public Focal() {
        this(0.25, 2);
    }

    @Override
    public Tensor of(Tensor predictions, Tensor targets) {
        Pairs.targets("focal", predictions, targets);
        Tensor sure = Pairs.oneOf(0, 1, targets);
        Tensor z = predictions.mul(sure.mul(2).sub(1));
        Tensor weight = sure.mul(2 * alpha - 1).add(1 - alpha);
        Tensor wrong = z.softplus().mul(-gamma).exp();
        return weight.mul(wrong).mul(z.neg().softplus()).mean();
    }
}
