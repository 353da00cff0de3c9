package org.chainrule.check;

import java.util.List;
import java.util.stream.Collectors;

/** Pages that need nothing beside them. All text is escaped. */
final class Html {
    private static final String STYLE = """
            body { font: 14px system-ui, sans-serif; margin: 2em; color: #222; background: #fff }
            table { border-collapse: collapse } th, td { padding: 2px 12px; text-align: left }
            td { font-family: ui-monospace, monospace; white-space: pre-wrap } tr:nth-child(even) { background: #f4f4f4 }
            .bad td { color: #a00; font-weight: bold } pre { background: #f4f4f4; padding: 1em }
            @media (prefers-color-scheme: dark) {
              body { color: #ddd; background: #111 } tr:nth-child(even), pre { background: #1c1c1c } .bad td { color: #f77 }
            }
            """;

    /** A line of a table. */
    record Line(boolean good, List<String> cells) {}

    private Html() {}

    static String page(String title, String summary, List<String> heads, List<Line> lines) {
        String rows = lines.stream()
                .map(line ->
                        "<tr" + (line.good() ? "" : " class=\"bad\"") + ">" + cells("td", line.cells()) + "</tr>\n")
                .collect(Collectors.joining());
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + escape(title)
                + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<h1>" + escape(title) + "</h1>\n<pre>"
                + escape(summary) + "</pre>\n<table>\n<thead><tr>" + cells("th", heads) + "</tr></thead>\n<tbody>\n"
                + rows
                + "</tbody>\n</table>\n</body>\n</html>\n";
    }

    private static String cells(String tag, List<String> texts) {
        return texts.stream()
                .map(text -> "<" + tag + ">" + escape(text) + "</" + tag + ">")
                .collect(Collectors.joining());
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
