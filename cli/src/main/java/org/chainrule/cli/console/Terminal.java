package org.chainrule.cli.console;

import java.io.Console;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where lines are written to: a terminal, whose last line can be drawn again and which shows colours, or a plain file.
 *
 * @param live whether people watch: the last line may be drawn again
 * @param coloured whether to use colours
 * @param blocks whether the characters of a smooth bar can be written
 */
public record Terminal(PrintStream out, boolean live, boolean coloured, boolean blocks) {
    private static final String ESCAPE = "\u001b[";

    /** Standard output as it is. */
    @SuppressWarnings(
            "SystemConsoleNull") // it is null where input or output is no terminal, in JDK 25 as before JDK 22
    public static Terminal ofSystem() {
        @Nullable Console console = System.console();
        boolean live = console != null && console.isTerminal();
        return of(System.out, live, System.getenv());
    }

    /** A terminal that honours NO_COLOR (no-color.org) and terminals that cannot move the cursor. */
    static Terminal of(PrintStream out, boolean live, Map<String, String> environment) {
        boolean able = live && !environment.getOrDefault("TERM", "").equals("dumb");
        boolean coloured = able && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(out, able, coloured, out.charset().newEncoder().canEncode('━'));
    }

    /** A file, or a pipe. */
    public static Terminal plain(PrintStream out) {
        return new Terminal(out, false, false, false);
    }

    /** Writes a line that stays. */
    public void line(String text) {
        out.println(erase() + text);
        out.flush();
    }

    /** Draws the last line again; nothing on a plain file. */
    public void redraw(String text) {
        if (live) {
            out.print(erase() + text);
            out.flush();
        }
    }

    /** Takes back what was last drawn. */
    public void clear() {
        redraw("");
    }

    private String erase() {
        return live ? "\r" + ESCAPE + "K" : "";
    }

    public String bold(String text) {
        return styled("1", text);
    }

    public String faint(String text) {
        return styled("2", text);
    }

    public String good(String text) {
        return styled("32", text);
    }

    public String bad(String text) {
        return styled("31", text);
    }

    public String accent(String text) {
        return styled("36", text);
    }

    private String styled(String code, String text) {
        return coloured ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }
}
