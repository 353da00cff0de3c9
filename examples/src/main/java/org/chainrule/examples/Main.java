package org.chainrule.examples;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.chainrule.data.DataException;

/** Runs an example by its name. */
public final class Main {
    private static final List<String> HELP = List.of("--help", "-h");

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(System.err, arguments));
    }

    /** The exit code: 0 if all is well, 2 for a mistake that one line on {@code errors} tells. */
    static int run(PrintStream errors, String... arguments) {
        // numbers are printed alike everywhere
        Locale.setDefault(Locale.ROOT);
        if (arguments.length == 0 || HELP.contains(arguments[0])) {
            System.out.println("chainrule example NAME [--option value …]; NAME --help tells its options\n");
            for (Example example : Example.values()) {
                System.out.printf("  %-14s %s%n", example.title(), example.about());
            }
            return 0;
        }
        String name = arguments[0];
        try {
            Example.named(name)
                    .orElseThrow(() -> new UsageException("there is no such example; chainrule example lists them"))
                    .run(Arrays.copyOfRange(arguments, 1, arguments.length));
            return 0;
        } catch (UsageException | DataException e) {
            boolean asked = HELP.contains(arguments[arguments.length - 1]);
            (asked ? System.out : errors).println("chainrule example " + name + ": " + e.getMessage());
            return asked ? 0 : 2;
        }
    }
}
