package org.chainrule.data.table;

import java.util.Optional;
import java.util.Set;

/**
 * What is wanted of a table.
 *
 * @param target the column to predict
 * @param ignored columns to leave out
 * @param task none: classification for texts, truths, and whole numbers of few values; regression for other numbers
 * @param seed decides which rows train, validate and test
 */
public record TableRequest(String target, Set<String> ignored, Optional<Task> task, long seed) {
    public TableRequest {
        ignored = Set.copyOf(ignored);
    }

    /** All other columns are used, the task is seen from the target, and the seed is 1. */
    public TableRequest(String target) {
        this(target, Set.of(), Optional.empty(), 1);
    }
}
