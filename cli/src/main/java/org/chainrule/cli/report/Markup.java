package org.chainrule.cli.report;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A piece of HTML. Text becomes markup only by being escaped, so nothing that a user named can break the page. */
record Markup(String html) {
    static final Markup NONE = new Markup("");

    /** A template, whose every {@code {}} takes the next value: markup as it is, anything else as escaped text. */
    static Markup of(String template, Object... values) {
        StringBuilder html = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int hole = template.indexOf("{}", from);
            if (hole < 0) {
                throw new IllegalArgumentException("more values than places in " + template);
            }
            html.append(template, from, hole).append(value instanceof Markup markup ? markup.html : escape(value));
            from = hole + 2;
        }
        if (template.indexOf("{}", from) >= 0) {
            throw new IllegalArgumentException("more places than values in " + template);
        }
        return new Markup(html.append(template, from, template.length()).toString());
    }

    static Markup text(Object value) {
        return new Markup(escape(value));
    }

    static Markup join(List<Markup> parts) {
        return new Markup(parts.stream().map(Markup::html).collect(Collectors.joining("\n")));
    }

    static <T> Markup each(Collection<T> values, Function<T, Markup> form) {
        return join(values.stream().map(form).toList());
    }

    private static String escape(Object value) {
        StringBuilder escaped = new StringBuilder();
        for (char c : String.valueOf(value).toCharArray()) {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
