package org.chainrule.bench;

import java.util.List;
import java.util.concurrent.Callable;
import org.chainrule.bench.compare.Sameness;
import org.chainrule.bench.protocol.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares this engine with itself, over vectors and threads. */
@Command(
        name = "bits",
        sortOptions = false,
        header = "Compares all bits of every workload's results over widths of vectors and numbers of threads.",
        description = {
            "Three steps of each workload run with 1 and 2 threads, with vectors of 512, 256 and 128 bits (as far as the machine has",
            "them) and without. Parameters and optimizer states, or values and gradients, are to be the same to the last bit. The",
            "exit code is 1 if any differs.",
            ""
        })
final class Same implements Callable<Integer> {
    @Option(names = "--help", usageHelp = true, description = "shows this text")
    private boolean help;

    @Option(names = "--small", description = "small workloads of every kind, with awkward sizes")
    private boolean small;

    @Parameters(paramLabel = "WORKLOAD", description = "only these, as W2 (default: all)")
    private List<String> rows = List.of();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        return Sameness.print(tasks()) ? 0 : 1;
    }

    private List<Task> tasks() {
        if (rows.isEmpty()) {
            return small ? Task.small() : Task.all();
        }
        return rows.stream()
                .map(row -> Task.named(row)
                        .orElseThrow(() -> new ParameterException(command.commandLine(), "no workload " + row)))
                .toList();
    }
}
