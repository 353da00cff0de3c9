package org.chainrule.cli;

import java.util.List;
import org.chainrule.cli.console.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stands in the list of commands; the launcher hands it to the benchmark module, which brings the engines to compare with. */
@Command(name = "bench", description = "Compares workloads with other engines, side by side.")
final class BenchCommand implements Runnable {
    @Parameters(paramLabel = "WORKLOAD", description = "Which; chainrule bench --help lists them.")
    private List<String> workloads = List.of();

    @Override
    public void run() {
        throw new UserError(
                "benchmarks " + String.join(" ", workloads) + " are run by the launcher: ./chainrule bench");
    }
}
