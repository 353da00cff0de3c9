package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * The mean over the batch of ½·d² for pairs that are alike (1), ½·max(0, margin − d)² for those that are not (0), d = ‖first − second‖.
 * Source: Hadsell, Chopra, LeCun, "Dimensionality reduction by learning an invariant mapping", CVPR 2006.
 *
 * @param margin how far apart what is unlike is to be
 */
public record Contrastive(double margin) {
    public Contrastive {
        Arguments.positive("margin", margin);
    }

    /** A margin of 1. */
    public Contrastive() {
        this(1);
    }

    /**
     * @param first [batch, width]
     * @param second [batch, width]
     * @param alike [batch], 1 or 0
     */
    public Tensor of(Tensor first, Tensor second, Tensor alike) {
        Pairs.labelled("contrastive", first, second, alike);
        Tensor difference = first.sub(second);
        Tensor apart = difference.norm(1).neg().add(margin).relu().square();
        return alike.ne(0).where(difference.square().sum(1), apart).mean().mul(0.5);
    }
}
