package org.chainrule.cli;

import java.util.List;
import java.util.Map;
import org.chainrule.cli.console.UserError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code --help} shows of a command, also of one within another. */
@Command(name = "help", mixinStandardHelpOptions = true, description = "Shows the help of a command.")
final class HelpCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "As in: help train mnist.")
    private List<String> names = List.of();

    @Override
    public void run() {
        CommandLine command = spec.parent().commandLine();
        for (String name : names) {
            command = within(command, name);
        }
        command.usage(spec.commandLine().getOut(), command.getColorScheme());
    }

    private static CommandLine within(CommandLine command, String name) {
        Map<String, CommandLine> commands = command.getSubcommands();
        if (!commands.containsKey(name)) {
            throw new UserError("unknown command '" + name + "'"
                    + (commands.isEmpty() ? "" : Nearest.among(commands.keySet(), name)));
        }
        return commands.get(name);
    }
}
