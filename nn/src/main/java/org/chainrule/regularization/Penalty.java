package org.chainrule.regularization;

import org.chainrule.Tensor;

/** A number that is added to the loss, so that its gradient pulls at the weights. */
@FunctionalInterface
public interface Penalty {
    /** The loss with the penalty added. */
    Tensor added(Tensor loss, Object model);
}
