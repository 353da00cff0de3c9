package org.chainrule.cli;

import java.util.stream.Stream;
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
        return of(command.getCommandSpec().qualifiedName().substring(NAME.length()) + " --help")
                .replace("  ", " ");
    }

    /** Lets the examples at the end of a command's help, and of those below it, call the program as it was called. */
    static void inExamples(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.footer(Stream.of(usage.footer())
                .map(line -> line.startsWith("  " + NAME + " ") ? "  " + of(line.substring(NAME.length() + 3)) : line)
                .toArray(String[]::new));
        command.getSubcommands().values().forEach(Invocation::inExamples);
    }
}
