package org.chainrule.train;

/**
 * What one pass over the training data came to. Training figures are means over the batches as they were learnt from.
 *
 * @param epoch counted from 1
 * @param steps how many steps there were in all
 * @param rate the learning rate of the last step
 * @param seconds how long the epoch took, validation included
 */
public record EpochReport(
        int epoch,
        long steps,
        double rate,
        Score training,
        Score validation,
        double seconds,
        double examplesPerSecond) {}
