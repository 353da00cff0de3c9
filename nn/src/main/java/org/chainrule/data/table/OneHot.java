package org.chainrule.data.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A category: an input for each one seen in training, 1 for the cell's own and 0 for the others. A missing one becomes the most
 * frequent; if some were missing in training, the last input stands for them instead.
 *
 * @param categories those seen in training, by the alphabet
 * @param mode the most frequent
 * @param indicated whether missing values have an input of their own
 */
public record OneHot(String column, List<String> categories, String mode, boolean indicated) implements Feature {
    public OneHot {
        categories = List.copyOf(categories);
        if (!categories.contains(mode)) {
            throw new IllegalArgumentException("'" + mode + "' is none of " + categories);
        }
    }

    @Override
    public List<String> inputs() {
        return Stream.concat(categories.stream(), Stream.of("missing").filter(_ -> indicated))
                .map(category -> column + " " + category)
                .toList();
    }

    @Override
    public int width() {
        return categories.size() + (indicated ? 1 : 0);
    }

    @Override
    public float code(Cell cell, Consumer<Cell> unknown) {
        if (cell.isMissing()) {
            return Float.NaN;
        }
        int known = categories.indexOf(cell.text());
        if (known < 0) {
            unknown.accept(cell);
        }
        return known;
    }

    @Override
    public void write(float code, float[] to, int at) {
        if (Float.isNaN(code)) {
            to[at + (indicated ? categories.size() : categories.indexOf(mode))] = 1;
        } else if (code >= 0) {
            to[at + (int) code] = 1;
        }
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("column", column);
        map.put("kind", "category");
        map.put("categories", categories);
        map.put("mode", mode);
        map.put("indicated", indicated);
        return map;
    }
}
