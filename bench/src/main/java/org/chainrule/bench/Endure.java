package org.chainrule.bench;

import java.util.concurrent.Callable;
import org.chainrule.bench.compare.Endurance;
import org.chainrule.bench.protocol.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether anything grows while a workload goes on for long. */
@Command(
        name = "endure",
        sortOptions = false,
        header = "Takes steps of a workload for minutes, and tells whether memory grows.",
        description = {
            "A line for each tenth of the time: heap after a collection, metaspace, compiled code, classes and threads. The exit code is 1",
            "if the heap or the metaspace has grown by more than a mebibyte since the first tenth.",
            ""
        })
final class Endure implements Callable<Integer> {
    @Option(names = "--help", usageHelp = true, description = "shows this text")
    private boolean help;

    @Option(names = "--minutes", description = "how long (default: ${DEFAULT-VALUE})")
    private double minutes = 10;

    @Parameters(paramLabel = "WORKLOAD", description = "which (default: ${DEFAULT-VALUE})", arity = "0..1")
    private String row = "W2";

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Task task =
                Task.named(row).orElseThrow(() -> new ParameterException(command.commandLine(), "no workload " + row));
        if (!(minutes > 0)) {
            throw new ParameterException(command.commandLine(), "--minutes " + minutes + ": more than 0");
        }
        return Endurance.print(task, minutes) ? 0 : 1;
    }
}
