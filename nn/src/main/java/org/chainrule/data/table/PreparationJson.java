package org.chainrule.data.table;

import java.util.Arrays;
import java.util.Map;
import org.chainrule.data.Json;

/** Reads a preparation from what a JSON document holds. What is not as it should be is an {@link IllegalArgumentException}. */
final class PreparationJson {
    private PreparationJson() {}

    static Preparation of(Map<String, Object> map) {
        return new Preparation(
                target(Json.get(map, "target", Map.class)),
                Json.list(map, "features", Map.class).stream()
                        .map(PreparationJson::feature)
                        .toList());
    }

    private static Target target(Map<?, ?> map) {
        String column = Json.get(map, "column", String.class);
        return map.containsKey("classes")
                ? new ClassTarget(column, Json.list(map, "classes", String.class))
                : new NumberTarget(column, number(map, "mean"), number(map, "deviation"));
    }

    private static Feature feature(Map<?, ?> map) {
        String column = Json.get(map, "column", String.class);
        boolean indicated = Json.get(map, "indicated", Boolean.class);
        Kind kind = kind(Json.get(map, "kind", String.class));
        return switch (kind) {
            case NUMBER, TRUTH -> new Scaled(column, kind, number(map, "mean"), number(map, "deviation"), indicated);
            case CATEGORY ->
                new OneHot(
                        column,
                        Json.list(map, "categories", String.class),
                        Json.get(map, "mode", String.class),
                        indicated);
        };
    }

    private static Kind kind(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind is " + name + ", which is none of a column"));
    }

    private static double number(Map<?, ?> map, String name) {
        return Json.get(map, name, Number.class).doubleValue();
    }
}
