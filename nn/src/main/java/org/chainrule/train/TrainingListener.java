package org.chainrule.train;

import java.util.List;
import java.util.function.Supplier;

/**
 * Is told how a training goes, in the thread that trains, which goes on when the method returns. What it throws ends the training
 * and reaches the caller. Models are told as objects, as a training by an {@link Objective} may be of any.
 */
public interface TrainingListener {
    /**
     * Before the first batch, and before the first after an interruption.
     *
     * @param steps how many are learnt already
     * @param history a report for each whole epoch
     * @param model a copy of the model as it is then
     */
    default void onBegin(long steps, List<EpochReport> history, Object model) {}

    /** After each batch, its update done. */
    default void onBatch(BatchReport report) {}

    /**
     * The same, with a copy of the model as the update left it, which the training leaves alone.
     *
     * @param model makes the copy, which is made for who asks alone; it is to be asked before this method returns
     */
    default void onBatch(BatchReport report, Supplier<?> model) {
        onBatch(report);
    }

    /** After each whole epoch, once the model was scored on the validation data. */
    default void onEpoch(EpochReport report) {}

    /** The same, with a copy of the model as it is then, which the training leaves alone. */
    default void onEpoch(EpochReport report, Object model) {
        onEpoch(report);
    }
}
