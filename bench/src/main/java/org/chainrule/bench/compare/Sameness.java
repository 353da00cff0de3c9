package org.chainrule.bench.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.bench.protocol.Task;

/** Whether workloads come to the same bits whatever the vectors and threads; each setting has a process of its own. */
public final class Sameness {
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final String MAIN = "org.chainrule.bench.engine.Bits";

    private Sameness() {}

    /** What the process of one setting printed: checksums by row. */
    private record Run(String settings, Map<String, String> checksums) {}

    /** Prints a line for each task; whether all are the same in all settings. */
    public static boolean print(List<Task> tasks) throws InterruptedException {
        List<Run> runs = new ArrayList<>();
        for (Settings settings : Settings.all()) {
            runs.add(new Run(settings.name(), checksums(settings, tasks)));
        }
        int same = 0;
        for (Task task : tasks) {
            String right = runs.getFirst().checksums().getOrDefault(task.row(), "none");
            List<String> differing = runs.stream()
                    .filter(run -> !right.equals(run.checksums().get(task.row())))
                    .map(Run::settings)
                    .toList();
            System.out.println(task.row() + " " + right + ": "
                    + (differing.isEmpty() ? "the same bits" : "DIFFERS with " + String.join(", ", differing)));
            same += differing.isEmpty() ? 1 : 0;
        }
        System.out.println(tasks.size() + " compared in " + runs.size() + " settings ("
                + String.join(", ", runs.stream().map(Run::settings).toList()) + "), " + same + " the same, "
                + (tasks.size() - same) + " differ");
        return same == tasks.size();
    }

    private static Map<String, String> checksums(Settings settings, List<Task> tasks) throws InterruptedException {
        List<String> options = Stream.concat(Jvm.OWN_OPTIONS.stream(), settings.options().stream())
                .toList();
        List<String> command = Jvm.command(
                options, Jvm.classPath(), MAIN, tasks.stream().map(Task::row).toList());
        Child.Outcome outcome =
                new Child(command, Map.of(), LIMIT).run(Path.of("").toAbsolutePath());
        if (outcome.failed()) {
            System.err.println(settings.name() + ": " + outcome.complaint());
        }
        Map<String, String> checksums = new HashMap<>();
        for (String line : outcome.output()) {
            String[] fields = line.split(" ");
            if (fields.length == 2) {
                checksums.put(fields[0], fields[1]);
            }
        }
        return checksums;
    }
}
