package org.chainrule.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One axis of a chart: a range of values with round ticks, laid on a range of pixels. */
record Axis(double low, double high, double step, double from, double to) {
    /** From below the smallest value to above the largest, with about that many ticks. */
    static Axis around(double smallest, double largest, int ticks, double from, double to) {
        double span = largest - smallest;
        double wanted = span > 0 ? span : Math.max(Math.abs(largest), 1e-3);
        double step = roundStep(wanted / ticks);
        double low = Math.floor(smallest / step + 1e-9) * step;
        double high = Math.ceil(largest / step - 1e-9) * step;
        return new Axis(low, high > low ? high : low + step, step, from, to);
    }

    /** Whole numbers from 1 to a last one, each a tick if there is room. */
    static Axis counting(int last, int ticks, double from, double to) {
        double step = Math.max(1, roundStep((double) last / ticks));
        return new Axis(last == 1 ? 0 : 1, last == 1 ? 2 : last, step, from, to);
    }

    private static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double digit = least / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    double pixel(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (double i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(i * step + 0.0); // −0 becomes 0
        }
        return ticks;
    }

    /** A tick with as many digits as the step has. */
    String label(double tick) {
        int digits = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + digits + "f", tick);
    }
}
