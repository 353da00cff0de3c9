package org.chainrule.bench;

import java.util.List;
import java.util.concurrent.Callable;
import org.chainrule.bench.compare.CostTable;
import org.chainrule.bench.compare.Peer;
import org.chainrule.bench.protocol.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What comes beside the times of steps. */
@Command(
        name = "costs",
        sortOptions = false,
        header =
                "Start-up, allocation and memory of workloads, side by side; and how compilation grows with the graph.",
        description = {
            "For each engine: from the start of its process to the end of the first step, and until steps are as fast as they stay;",
            "bytes of Java objects that a step leaves behind; the most memory that its process had.",
            ""
        })
final class Costs implements Callable<Integer> {
    @Option(names = "--help", usageHelp = true, description = "shows this text")
    private boolean help;

    @Option(names = "--threads", description = "threads of each engine (default: ${DEFAULT-VALUE})")
    private int threads = 1;

    @Option(names = "--rounds", description = "processes for each engine and workload (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--seconds", description = "how long steps are watched (default: ${DEFAULT-VALUE})")
    private double seconds = 5;

    @Option(names = "--no-peers", description = "this engine alone")
    private boolean alone;

    @Parameters(paramLabel = "WORKLOAD", description = "which (default: W2 W3)")
    private List<String> rows = List.of("W2", "W3");

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if (threads < 1 || rounds < 1 || !(seconds > 0)) {
            throw wrong("--threads, --rounds and --seconds are at least 1");
        }
        List<Task> tasks = rows.stream()
                .map(row -> Task.named(row).orElseThrow(() -> wrong("no workload " + row)))
                .toList();
        return CostTable.print(tasks, threads, rounds, seconds, alone ? List.of() : Peer.all()) ? 0 : 1;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
