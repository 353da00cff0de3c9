package org.chainrule.optim;

import java.util.List;
import org.chainrule.Tensor;

/**
 * What an optimizer remembers, as a value: it can be carried, saved and restored.
 *
 * @param step how many updates there were, a float32 scalar
 * @param moments trees of the model's own form, as many as the rule keeps
 * @param scalars numbers that belong to all parameters together, as many as the rule keeps
 */
public record OptimizerState<M>(Tensor step, List<M> moments, List<Tensor> scalars) {
    public OptimizerState {
        moments = List.copyOf(moments);
        scalars = List.copyOf(scalars);
    }

    /** A state without further numbers. */
    public OptimizerState(Tensor step, List<M> moments) {
        this(step, moments, List.of());
    }

    /** The same but for the numbers that belong to all parameters. */
    public OptimizerState<M> with(List<Tensor> others) {
        return new OptimizerState<>(step, moments, others);
    }
}
