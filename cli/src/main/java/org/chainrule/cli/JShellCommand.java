package org.chainrule.cli;

import org.chainrule.cli.console.UserError;
import picocli.CommandLine.Command;

/** Stands in the list of commands; the launcher opens JShell itself. */
@Command(
        name = "jshell",
        mixinStandardHelpOptions = true,
        description = "Opens JShell with all modules and imports, to try things line by line.")
final class JShellCommand implements Runnable {
    @Override
    public void run() {
        throw new UserError("JShell is opened by the launcher: ./chainrule jshell");
    }
}
