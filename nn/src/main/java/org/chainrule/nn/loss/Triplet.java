package org.chainrule.nn.loss;

import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;

/**
 * The mean over the batch of max(0, ‖anchor − like‖ − ‖anchor − unlike‖ + margin). PyTorch's TripletMarginLoss, with its 10⁻⁶ added to
 * the differences. Source: Schroff, Kalenichenko, Philbin, "FaceNet", CVPR 2015.
 *
 * @param margin by how much what is unlike is to be farther away
 */
public record Triplet(double margin) {
    private static final double EPSILON = 1e-6;

    public Triplet {
        Arguments.positive("margin", margin);
    }

    /** A margin of 1. */
    public Triplet() {
        this(1);
    }

    /** All [batch …, width]. */
    public Tensor of(Tensor anchors, Tensor like, Tensor unlike) {
        Pairs.sameShape("triplet", anchors, like);
        Pairs.sameShape("triplet", anchors, unlike);
        return distance(anchors, like)
                .sub(distance(anchors, unlike))
                .add(margin)
                .relu()
                .mean();
    }

    private static Tensor distance(Tensor first, Tensor second) {
        return first.sub(second).add(EPSILON).norm(-1);
    }
}
