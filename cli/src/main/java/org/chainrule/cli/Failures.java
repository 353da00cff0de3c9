package org.chainrule.cli;

import java.util.List;
import java.util.Optional;
import org.chainrule.NonFiniteException;
import org.chainrule.cli.console.UserError;
import org.chainrule.cli.console.WorkError;
import org.chainrule.data.DataException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command that fails says so: one line on the error stream, and an exit code. */
final class Failures {
    private Failures() {}

    /** Arguments that no command understands. */
    static int wrongArguments(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + message(exception) + "; see " + Invocation.help(command));
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** In one line, what is wrong with arguments. */
    static String message(ParameterException exception) {
        if (exception instanceof UnmatchedArgumentException unmatched) {
            String given = unmatched.getUnmatched().getFirst();
            CommandLine command = exception.getCommandLine();
            boolean option = given.startsWith("-");
            String argument = option ? given.replaceFirst("=.*", "") : given;
            boolean group = !command.getSubcommands().isEmpty()
                    && command.getCommandSpec().positionalParameters().isEmpty();
            String what = option ? "unknown option " : group ? "unknown command " : "unexpected argument ";
            return what + "'" + argument + "'" + hint(unmatched, command, option || !group);
        }
        String first = Optional.ofNullable(exception.getMessage())
                .orElse("wrong arguments")
                .lines()
                .findFirst()
                .orElse("");
        return first.isEmpty() ? first : Character.toLowerCase(first.charAt(0)) + first.substring(1);
    }

    private static String hint(UnmatchedArgumentException unmatched, CommandLine command, boolean options) {
        List<String> suggestions = unmatched.getSuggestions();
        if (options) {
            return suggestions.isEmpty() ? "" : ", did you mean " + suggestions.getFirst() + "?";
        }
        return Nearest.among(
                command.getSubcommands().keySet(), unmatched.getUnmatched().getFirst());
    }

    /** A command that failed at work. */
    static int failed(Exception exception, CommandLine command, ParseResult arguments) {
        if (exception instanceof UserError || exception instanceof DataException) {
            command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + exception.getMessage());
            return command.getCommandSpec().exitCodeOnInvalidInput();
        }
        if (exception instanceof WorkError || exception instanceof NonFiniteException) {
            command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + exception.getMessage());
            return command.getCommandSpec().exitCodeOnExecutionException();
        }
        command.getErr().println("chainrule: a mistake of the program, please report it:");
        exception.printStackTrace(command.getErr());
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
