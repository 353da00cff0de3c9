package org.chainrule.data.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a preparation from what a JSON document holds. What is not as it should be is an {@link IllegalArgumentException}. */
final class PreparationJson {
    private PreparationJson() {}

    static Preparation of(Map<String, Object> map) {
        Map<?, ?> target = get(map, "target", Map.class);
        List<?> features = get(map, "features", List.class);
        return new Preparation(
                target(target),
                features.stream()
                        .map(feature -> feature(as("feature", feature, Map.class)))
                        .toList());
    }

    private static Target target(Map<?, ?> map) {
        String column = get(map, "column", String.class);
        return map.containsKey("classes")
                ? new ClassTarget(column, texts(map, "classes"))
                : new NumberTarget(column, number(map, "mean"), number(map, "deviation"));
    }

    private static Feature feature(Map<?, ?> map) {
        String column = get(map, "column", String.class);
        boolean indicated = get(map, "indicated", Boolean.class);
        Kind kind = Kind.valueOf(get(map, "kind", String.class).toUpperCase(Locale.ROOT));
        return switch (kind) {
            case NUMBER, TRUTH -> new Scaled(column, kind, number(map, "mean"), number(map, "deviation"), indicated);
            case CATEGORY -> new OneHot(column, texts(map, "categories"), get(map, "mode", String.class), indicated);
        };
    }

    private static double number(Map<?, ?> map, String name) {
        return get(map, name, Number.class).doubleValue();
    }

    private static List<String> texts(Map<?, ?> map, String name) {
        return get(map, name, List.class).stream()
                .map(text -> as(name, text, String.class))
                .toList();
    }

    private static <T> T get(Map<?, ?> map, String name, Class<T> type) {
        return as(name, map.get(name), type);
    }

    private static <T> T as(String name, @Nullable Object value, Class<T> type) {
        if (value == null || !type.isInstance(value)) {
            throw new IllegalArgumentException(name + " is " + value + ", no " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
