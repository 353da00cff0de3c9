package org.chainrule.data.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.chainrule.arguments.Arguments;

/**
 * A number, standardised: (x − mean)/deviation. A missing one becomes the mean, which is 0; if some were missing in training, a
 * second input tells by 1 that this one is.
 *
 * @param kind number or truth
 * @param deviation above 0
 * @param indicated whether there is the second input
 */
public record Scaled(String column, Kind kind, double mean, double deviation, boolean indicated) implements Feature {
    public Scaled {
        Arguments.finite("the mean", mean);
        Arguments.positive("the deviation", deviation);
    }

    @Override
    public List<String> inputs() {
        return indicated ? List.of(column, column + " missing") : List.of(column);
    }

    @Override
    public int width() {
        return indicated ? 2 : 1;
    }

    @Override
    public float code(Cell cell, Consumer<Cell> unknown) {
        return cell.isMissing() ? Float.NaN : (float) ((kind.required(cell) - mean) / deviation);
    }

    @Override
    public void write(float code, float[] to, int at) {
        if (!Float.isNaN(code)) {
            to[at] = code;
        } else if (indicated) {
            to[at + 1] = 1;
        }
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("column", column);
        map.put("kind", kind.name().toLowerCase(Locale.ROOT));
        map.put("mean", mean);
        map.put("deviation", deviation);
        map.put("indicated", indicated);
        return map;
    }
}
