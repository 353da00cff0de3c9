package org.chainrule.train;

import java.util.List;
import org.chainrule.optim.OptimizerState;

/**
 * What a training made.
 *
 * @param model the model after the last step
 * @param state the optimizer's
 * @param history a report for each whole epoch
 * @param steps how many steps there were
 * @param stopped whether it was stopped before its end
 */
public record Trained<M>(M model, OptimizerState<M> state, List<EpochReport> history, long steps, boolean stopped) {
    public Trained {
        history = List.copyOf(history);
    }
}
