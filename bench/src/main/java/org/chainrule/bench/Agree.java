package org.chainrule.bench;

import java.util.List;
import java.util.concurrent.Callable;
import org.chainrule.bench.agree.Row;
import org.chainrule.bench.agree.Rows;
import org.chainrule.bench.compare.Questioning;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares every operation with libtorch. */
@Command(
        name = "agree",
        sortOptions = false,
        header = "Compares values and gradients of every operation with libtorch, in float64.",
        description = {
            "Each operation is asked about random shapes and numbers, in this engine at once and compiled. The last line is",
            "N compared, N agree, N differ; the exit code is 1 if any differs.",
            ""
        })
final class Agree implements Callable<Integer> {
    @Option(names = "--help", usageHelp = true, description = "shows this text")
    private boolean help;

    @Option(names = "--draws", description = "random shapes for each operation (default: ${DEFAULT-VALUE})")
    private int draws = 8;

    @Option(names = "--seed", description = "of the shapes and numbers (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Parameters(paramLabel = "OPERATION", description = "only these, as conv2d (default: all)")
    private List<String> operations = List.of();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        List<String> known = Rows.all().stream().map(Row::operation).toList();
        operations.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new ParameterException(
                    command.commandLine(), "no operation " + name + "; there are " + String.join(", ", known));
        });
        if (draws < 1) {
            throw new ParameterException(command.commandLine(), "--draws " + draws + ": at least 1");
        }
        return new Questioning(Rows.named(operations), draws, seed).print() ? 0 : 1;
    }
}
