package org.chainrule.cli.run;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings as JSON (RFC 8259): maps, lists, texts, numbers, truth values. */
public final class Json {
    private Json() {}

    /** A document, one entry a line. */
    public static String of(Map<String, ?> settings) {
        return map(settings, "\n  ", "\n") + "\n";
    }

    private static String value(Object value) {
        return switch (value) {
            case Map<?, ?> map -> map(map, " ", " ");
            case List<?> list -> list.stream().map(Json::value).collect(Collectors.joining(", ", "[", "]"));
            // JSON has no word for what is no finite number
            case Double number when !Double.isFinite(number) -> text(number.toString());
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> text(value.toString());
        };
    }

    private static String map(Map<?, ?> map, String before, String after) {
        return map.entrySet().stream()
                .map(entry -> before + text(entry.getKey().toString()) + ": " + value(entry.getValue()))
                .collect(Collectors.joining(",", "{", after + "}"));
    }

    private static String text(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                default -> escaped.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return escaped.append('"').toString();
    }
}
