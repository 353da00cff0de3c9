package org.chainrule.regularization;

import org.chainrule.RandomKey;
import org.chainrule.RowSparse;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.arguments.Arguments;

/**
 * Each number of the gradient is brought into [−limit, limit]. PyTorch's clip_grad_value_.
 *
 * @param limit above 0
 */
public record ClipValue(double limit) implements GradientTransform {
    public ClipValue {
        Arguments.positive("the limit", limit);
    }

    @Override
    public <M> M apply(M gradients, Tensor step, RandomKey key) {
        return of(gradients);
    }

    /** The gradients, clipped: what a training loop of one's own calls, as neither step nor key matter. */
    public <M> M of(M gradients) {
        return Tree.map(
                gradients, g -> g.dtype().isFloating() ? RowSparse.map(g, values -> values.clip(-limit, limit)) : g);
    }
}
