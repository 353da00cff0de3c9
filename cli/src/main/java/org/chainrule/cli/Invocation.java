package org.chainrule.cli;

/** How this program was called, so that a command in a message can be copied as it stands. */
final class Invocation {
    private static final String PROPERTY = "chainrule.command";

    private Invocation() {}

    /** A command of this program with its arguments: behind the launcher's path, as it was typed, or the program's bare name. */
    static String of(String arguments) {
        return System.getProperty(PROPERTY, "chainrule") + " " + arguments;
    }
}
