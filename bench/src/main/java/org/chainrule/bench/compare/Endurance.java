package org.chainrule.bench.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.chainrule.bench.protocol.Task;

/** One workload of this engine for long, in a process of its own. */
public final class Endurance {
    private static final String MAIN = "org.chainrule.bench.engine.Endurance";
    private static final Duration STARTING = Duration.ofMinutes(2);

    private Endurance() {}

    /** Prints what the process tells; whether nothing has grown. */
    public static boolean print(Task task, double minutes) throws InterruptedException {
        List<String> command =
                Jvm.command(Jvm.OWN_OPTIONS, Jvm.classPath(), MAIN, List.of(task.row(), Double.toString(minutes * 60)));
        Child.Outcome outcome = new Child(command, Map.of(), STARTING.plusMillis((long) (minutes * 60_000)))
                .run(Path.of("").toAbsolutePath());
        outcome.output().forEach(System.out::println);
        if (outcome.failed()) {
            System.err.println(outcome.complaint());
        }
        return !outcome.failed();
    }
}
