package org.chainrule.train;

import org.chainrule.Tensor;
import org.chainrule.nn.Loss;

/** The loss of settings for an objective of one's own, which is not asked. */
record Unasked() implements Loss {
    @Override
    public Tensor of(Tensor predictions, Tensor targets) {
        throw new IllegalStateException(
                "these settings are for an objective, and have no loss: give the objective, as in"
                        + " fit(model, objective, training, validation), or the settings a loss, by with(loss)");
    }
}
