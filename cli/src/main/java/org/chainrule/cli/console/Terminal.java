package org.chainrule.cli.console;

import java.io.Console;
import java.io.PrintStream;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where lines are written to: a terminal, whose last line can be drawn again and which shows colours, or a plain file.
 *
 * @param live whether people watch: the last line may be drawn again
 * @param coloured whether to use colours
 * @param blocks whether the characters of a smooth bar can be written
 * @param columns how wide it is
 */
public record Terminal(PrintStream out, boolean live, boolean coloured, boolean blocks, int columns) {
    /** The width that everything is made for, where no other is known. */
    public static final int USUAL_COLUMNS = 80;

    private static final String ESCAPE = "\u001b[";
    private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m");

    /** Whether text that is too wide goes on in the next line, where it could not be taken back. */
    private static final String WRAP_OFF = ESCAPE + "?7l";

    private static final String WRAP_ON = ESCAPE + "?7h";

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
        boolean blocks = out.charset().newEncoder().canEncode('━');
        return new Terminal(out, able, coloured, blocks, columns(environment));
    }

    /** The launcher tells the width by this variable, and users may. */
    private static int columns(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : USUAL_COLUMNS;
    }

    /** A file, or a pipe. */
    public static Terminal plain(PrintStream out) {
        return new Terminal(out, false, false, false, USUAL_COLUMNS);
    }

    /** Writes a line that stays. */
    public void line(String text) {
        out.println(erase() + text);
        out.flush();
    }

    /** Draws the last line again; nothing on a plain file. */
    public void redraw(String text) {
        if (live) {
            out.print(erase() + WRAP_OFF + text + WRAP_ON);
            out.flush();
        }
    }

    /** Says what has begun: a line that is drawn again when it is done, and on a plain file one that stays. */
    public void begun(String text) {
        if (live) {
            redraw(text);
        } else {
            line(text);
        }
    }

    /** As many parts of a line as there is room for, the most important first; two blanks between them. */
    public static String fit(int columns, String... parts) {
        StringBuilder line = new StringBuilder();
        int width = 0;
        for (String part : parts) {
            String next = (line.isEmpty() ? "" : "  ") + part;
            width += STYLE.matcher(next).replaceAll("").length();
            if (width > columns) {
                break;
            }
            line.append(next);
        }
        return line.toString();
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
