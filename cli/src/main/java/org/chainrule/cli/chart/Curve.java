package org.chainrule.cli.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Points in the order in which they are joined.
 *
 * @param kind how they are drawn
 */
public record Curve(String name, List<Double> x, List<Double> y, Kind kind) {
    /** How points are drawn. */
    public enum Kind {
        /** Joined by lines. */
        LINE,
        /** Joined by lines, against an axis of their own at the right. */
        RIGHT,
        /** Each for itself. */
        POINTS
    }

    public Curve {
        if (x.size() != y.size()) {
            throw new IllegalArgumentException(x.size() + " places for " + y.size() + " values");
        }
        x = List.copyOf(x);
        y = List.copyOf(y);
    }

    public static Curve line(String name, List<Double> x, List<Double> y) {
        return new Curve(name, x, y, Kind.LINE);
    }

    /** The points that have a place on two axes. */
    Curve on(Scale across, Scale up) {
        List<Double> places = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            if (across.has(x.get(i)) && up.has(y.get(i))) {
                places.add(x.get(i));
                values.add(y.get(i));
            }
        }
        return new Curve(name, places, values, kind);
    }
}
