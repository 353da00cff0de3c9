package org.chainrule.lens.health;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last few numbers of a kind. */
final class Recent {
    private static final int KEPT = 5;

    private final Deque<Double> values = new ArrayDeque<>();

    void add(double value) {
        values.add(value);
        if (values.size() > KEPT) {
            values.remove();
        }
    }

    boolean isFull() {
        return values.size() == KEPT;
    }

    /** One that does not move because a single batch was odd. */
    double median() {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }
}
