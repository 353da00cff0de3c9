package org.chainrule.train;

/** Is told how a training goes, in the thread that trains. */
public interface TrainingListener {
    default void onBatch(BatchReport report) {}

    default void onEpoch(EpochReport report) {}
}
