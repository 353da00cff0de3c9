package org.chainrule.cli;

import java.util.List;
import org.chainrule.cli.console.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stands in the list of commands; the launcher hands it to the module of the examples. */
@Command(
        name = "example",
        mixinStandardHelpOptions = true,
        description = "Runs one of the example programs on real data.")
final class ExampleCommand implements Runnable {
    @Parameters(paramLabel = "NAME", description = "Which; chainrule example lists them.")
    private List<String> names = List.of();

    @Override
    public void run() {
        throw new UserError("examples " + String.join(" ", names) + " are run by the launcher: ./chainrule example");
    }
}
