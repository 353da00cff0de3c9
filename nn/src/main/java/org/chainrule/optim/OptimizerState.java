package org.chainrule.optim;

import java.util.List;
import org.chainrule.Tensor;

/**
 * What an optimizer remembers, as a value: it can be carried, saved and restored.
 *
 * @param step how many updates there were, a float32 scalar
 * @param moments trees of the model's own form, as many as the rule keeps
 */
public record OptimizerState<M>(Tensor step, List<M> moments) {
    public OptimizerState {
        moments = List.copyOf(moments);
    }
}
