package org.chainrule.bench.compare;

import java.util.List;
import org.chainrule.bench.protocol.Task;

/**
 * What is compared and how long.
 *
 * @param oneProcess whether each engine does all tasks in one process: quicker, less exact
 */
public record Plan(
        List<Task> tasks, int threads, int rounds, double warmSeconds, double timedSeconds, boolean oneProcess) {
    /** What is left of a minute after the processes have started. */
    private static final double QUICK_SECONDS = 36;

    /** One round that takes less than a minute, however many engines and tasks share it. */
    public static Plan quick(List<Task> tasks, int threads, int engines) {
        double seconds = QUICK_SECONDS / (engines * Math.max(1, tasks.size()));
        return new Plan(tasks, threads, 1, seconds * 2 / 3, seconds / 3, true);
    }
}
