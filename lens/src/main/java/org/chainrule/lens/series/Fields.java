package org.chainrule.lens.series;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The fields of a document that may hold anything: each is of the kind that is asked for, and of a bounded length, or refused. */
record Fields(Map<?, ?> document) {
    private static final int LONGEST_TEXT = 300;
    private static final int MOST_ELEMENTS = 10_000;

    boolean has(String name) {
        return document.containsKey(name);
    }

    String text(String name) {
        return text(name, document.get(name));
    }

    long whole(String name) {
        if (document.get(name) instanceof Long number && number >= 0) {
            return number;
        }
        throw wrong(name);
    }

    int count(String name) {
        return (int) Math.min(Integer.MAX_VALUE, whole(name));
    }

    /** A number; those that are not finite are texts. */
    double number(String name) {
        return switch (document.get(name)) {
            case Number number -> number.doubleValue();
            case String text -> Double.parseDouble(text(name, text));
            case null, default -> throw wrong(name);
        };
    }

    boolean flag(String name) {
        return document.get(name) instanceof Boolean flag && flag;
    }

    List<String> texts(String name) {
        return list(name).stream().map(each -> text(name, each)).toList();
    }

    List<Integer> counts(String name) {
        return list(name).stream()
                .map(each -> each instanceof Long number && number >= 0 ? Math.toIntExact(number) : refuse(name))
                .toList();
    }

    Fields part(String name) {
        return document.get(name) instanceof Map<?, ?> part ? new Fields(part) : refuse(name);
    }

    Stream<Fields> parts(String name) {
        return list(name).stream().map(each -> each instanceof Map<?, ?> part ? new Fields(part) : refuse(name));
    }

    private List<?> list(String name) {
        return document.get(name) instanceof List<?> list && list.size() <= MOST_ELEMENTS ? list : refuse(name);
    }

    private static String text(String name, @org.jspecify.annotations.Nullable Object value) {
        return value instanceof String text && text.length() <= LONGEST_TEXT ? text : refuse(name);
    }

    private static <T> T refuse(String name) {
        throw wrong(name);
    }

    private static IllegalArgumentException wrong(String name) {
        return new IllegalArgumentException("its " + name + " is missing or of another kind");
    }
}
