package org.chainrule.check;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A limit for step → 0 from values at steps h, h/2, h/4 …, with its uncertainty: Richardson's extrapolation, where of
 * all extrapolates the one is taken that differs least from its neighbours. Source: C. Ridders, "Accurate computation
 * of F'(x) and F'(x)F''(x)", Advances in Engineering Software 4(2), 1982.
 *
 * @param value the limit
 * @param uncertainty how far it may be off: truncation, as the neighbours show it, and rounding
 */
record Estimate(double value, double uncertainty) {
    private static final int DEPTH = 5;

    /** How many times its uncertainty a difference must be to be told from zero. */
    static final double RESOLVED = 4;

    static final Estimate NONE = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);

    /** From central differences, whose error is a series in h². */
    static Estimate central(List<Rung> rungs) {
        return of(rungs, Rung::central, 4);
    }

    /** From differences to the right, whose error is a series in h. */
    static Estimate right(List<Rung> rungs) {
        return of(rungs, Rung::right, 2);
    }

    /** From differences to the left, whose error is a series in h. */
    static Estimate left(List<Rung> rungs) {
        return of(rungs, Rung::left, 2);
    }

    private static Estimate of(List<Rung> rungs, ToDoubleFunction<Rung> slope, double base) {
        Estimate best = NONE;
        double[] previous = {};
        for (Rung rung : rungs) {
            double first = slope.applyAsDouble(rung);
            if (!Double.isFinite(first)) {
                previous = new double[0]; // a step across the border of the domain: start again inside
                continue;
            }
            double[] row = new double[Math.min(previous.length + 1, DEPTH)];
            row[0] = first;
            double factor = 1;
            for (int j = 1; j < row.length; j++) {
                factor *= base;
                row[j] = row[j - 1] + (row[j - 1] - previous[j - 1]) / (factor - 1);
                double change = Math.max(Math.abs(row[j] - row[j - 1]), Math.abs(row[j] - previous[j - 1]));
                if (change + rung.noise() < best.uncertainty) {
                    best = new Estimate(row[j], change + rung.noise());
                }
            }
            previous = row;
        }
        return best;
    }

    /** How far apart a value and this may be and still be the same. */
    double tolerance(double value) {
        return RESOLVED * uncertainty + 1e-7 * Math.max(Math.abs(value), Math.abs(this.value));
    }

    boolean agrees(double analytic) {
        return Math.abs(analytic - value) <= tolerance(analytic);
    }

    /**
     * Whether the uncertainty is small enough to tell a right value from a wrong one: far below the value, or far below
     * the slopes that a function of that size would have.
     */
    boolean isSharp(double analytic, double natural) {
        return tolerance(analytic) <= 1e-3 * Math.max(Math.abs(analytic), Math.abs(value))
                || tolerance(analytic) <= 1e-6 * natural;
    }
}
