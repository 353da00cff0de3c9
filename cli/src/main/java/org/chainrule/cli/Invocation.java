package org.chainrule.cli;

import java.util.stream.Stream;
import org.chainrule.cli.console.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How this program was called, so that a command in a message can be copied as it stands. */
final class Invocation {
    private static final String PROPERTY = "chainrule.command";
    /** The name that annotations have, which are written before anyone calls. */
    private static final String NAME = "chainrule";

    private Invocation() {}

    /** A command of this program with its arguments: behind the launcher's path, as it was typed, or the program's bare name. */
    static String of(String arguments) {
        return System.getProperty(PROPERTY, NAME) + " " + arguments;
    }

    /** The help of a command, whose full name begins with the program's. */
    static String help(CommandLine command) {
        return of((command.getCommandSpec().qualifiedName().substring(NAME.length()) + " --help").strip());
    }

    private static String asCalled(String line) {
        String begin = "  " + NAME + " ";
        // the lines are formats
        return line.startsWith(begin)
                ? "  " + of(line.substring(begin.length())).replace("%", "%%")
                : line;
    }

    /**
     * Lets the examples at the end of a command's help, and of those below it, call the program as it was called, if that leaves their
     * lines whole.
     */
    static void inExamples(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        String[] lines = Stream.of(usage.footer()).map(Invocation::asCalled).toArray(String[]::new);
        if (Stream.of(lines).allMatch(line -> line.length() <= Terminal.USUAL_COLUMNS)) {
            usage.footer(lines);
        }
        command.getSubcommands().values().forEach(Invocation::inExamples);
    }
}
