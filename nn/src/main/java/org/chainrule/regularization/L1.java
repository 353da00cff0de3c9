package org.chainrule.regularization;

import java.util.Optional;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Selection;

/**
 * The L1 penalty, which makes weights exactly 0: weight · Σ |w|. Source: Tibshirani, "Regression shrinkage and selection
 * via the lasso", 1996.
 *
 * @param weight from 0 on: how much the penalty counts; 0 is no penalty
 * @param selection which parameters count; without one those of more than one axis, so that biases and norms are left out
 */
public record L1(double weight, Optional<Selection> selection) implements Penalty {
    public L1 {
        Arguments.notNegative("weight", weight);
    }

    /** On all parameters of more than one axis. */
    public L1(double weight) {
        this(weight, Optional.empty());
    }

    /** On some parameters. */
    public L1(double weight, Selection selection) {
        this(weight, Optional.of(selection));
    }

    @Override
    public Tensor added(Tensor loss, Object model) {
        return Weights.added(loss, Weights.of(model, selection), weight, Tensor::abs);
    }
}
