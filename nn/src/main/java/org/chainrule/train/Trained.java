package org.chainrule.train;

import java.util.List;
import org.chainrule.optim.OptimizerState;
import org.chainrule.optim.Schedule;

/**
 * What a training made.
 *
 * @param model the model after the last step, or of the best epoch, or the average of the models, as the settings say
 * @param state the optimizer's
 * @param schedule as the validation losses left it
 * @param history a report for each whole epoch
 * @param steps how many steps there were
 * @param stopped whether {@link Trainer#stop} ended it; one that {@link EarlyStopping} ended came to its end, see {@link #endedEarly}
 */
public record Trained<M>(
        M model, OptimizerState<M> state, Schedule schedule, List<EpochReport> history, long steps, boolean stopped) {
    public Trained {
        history = List.copyOf(history);
    }

    /**
     * Whether {@link EarlyStopping} ended it before its last epoch.
     *
     * @param settings that it was trained with
     */
    public boolean endedEarly(Settings settings) {
        return !stopped && history.size() < settings.epochs();
    }
}
