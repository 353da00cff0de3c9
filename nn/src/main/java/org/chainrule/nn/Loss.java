package org.chainrule.nn;

import org.chainrule.Tensor;

/** How far predictions are from targets: one number, the smaller the better. */
@FunctionalInterface
public interface Loss {
    Tensor of(Tensor predictions, Tensor targets);
}
