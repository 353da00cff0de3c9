package org.chainrule.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.chainrule.cli.console.Terminal;

/** A command that has been run: its exit code and what it wrote. */
record Ran(int code, String out, String errors) {
    static Ran of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int code = Main.run(
                Terminal.plain(new PrintStream(out, true, StandardCharsets.UTF_8)),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                arguments);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }
}
