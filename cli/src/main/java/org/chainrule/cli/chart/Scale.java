package org.chainrule.cli.chart;

/**
 * How values lie along an axis.
 *
 * @param name what they are
 * @param logarithmic whether equal distances are equal ratios
 */
public record Scale(String name, boolean logarithmic) {
    public static Scale linear(String name) {
        return new Scale(name, false);
    }

    public static Scale logarithmic(String name) {
        return new Scale(name, true);
    }

    /** Whether a value has a place: it is finite, and above 0 on a logarithmic axis. */
    boolean has(double value) {
        return Double.isFinite(value) && (value > 0 || !logarithmic);
    }

    /** How far between two others a value is, 0 to 1. */
    double share(double value, double low, double high) {
        return high == low ? 0.5 : (at(value) - at(low)) / (at(high) - at(low));
    }

    private double at(double value) {
        return logarithmic ? Math.log(value) : value;
    }
}
