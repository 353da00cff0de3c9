package org.chainrule.bench.compare;

import java.time.Duration;
import java.util.List;
import org.chainrule.bench.protocol.Task;

/** One workload of this engine for long, in a process of its own. */
public final class Endurance {
    private static final String MAIN = "org.chainrule.bench.engine.Endurance";
    private static final Duration STARTING = Duration.ofMinutes(2);

    private Endurance() {}

    /** Prints what the process tells; whether nothing has grown. */
    public static boolean print(Task task, double minutes) throws InterruptedException {
        return Child.printed(MAIN, List.of(task.row(), Double.toString(minutes * 60)), STARTING.plusMillis((long)
                (minutes * 60_000)));
    }
}
