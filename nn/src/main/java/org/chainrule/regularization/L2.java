package org.chainrule.regularization;

import java.util.Optional;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Selection;

/**
 * The L2 penalty: weight · Σ w². Its gradient is 2 · weight · w, so it is the weight decay of plain descent with twice the
 * number. With optimizers that scale gradients take the decoupled one of {@link org.chainrule.optim.AdamW}.
 *
 * @param weight from 0 on: how much the penalty counts; 0 is no penalty
 * @param selection which parameters count; without one those of more than one axis, so that biases and norms are left out
 */
public record L2(double weight, Optional<Selection> selection) implements Penalty {
    public L2 {
        Arguments.notNegative("weight", weight);
    }

    /** On all parameters of more than one axis. */
    public L2(double weight) {
        this(weight, Optional.empty());
    }

    /** On some parameters. */
    public L2(double weight, Selection selection) {
        this(weight, Optional.of(selection));
    }

    @Override
    public Tensor added(Tensor loss, Object model) {
        return Weights.added(loss, Weights.of(model, selection), weight, Tensor::square);
    }
}
