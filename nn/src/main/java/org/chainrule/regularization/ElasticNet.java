package org.chainrule.regularization;

import java.util.Optional;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Selection;

/**
 * Both penalties: l1 · Σ |w| + l2 · Σ w². Source: Zou, Hastie, "Regularization and variable selection via the elastic net", 2005.
 *
 * @param l1 from 0 on
 * @param l2 from 0 on
 * @param selection which parameters count; without one those of more than one axis, so that biases and norms are left out
 */
public record ElasticNet(double l1, double l2, Optional<Selection> selection) implements Penalty {
    public ElasticNet {
        Arguments.notNegative("l1", l1);
        Arguments.notNegative("l2", l2);
    }

    /** On all parameters of more than one axis. */
    public ElasticNet(double l1, double l2) {
        this(l1, l2, Optional.empty());
    }

    @Override
    public Tensor added(Tensor loss, Object model) {
        return new L2(l2, selection).added(new L1(l1, selection).added(loss, model), model);
    }
}
