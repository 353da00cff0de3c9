package org.chainrule.check;

/**
 * The weighted differences of a function's outputs at one step.
 *
 * @param step how far
 * @param right the slope to the right, (f(x + h) − f(x)) / h
 * @param left the slope to the left, (f(x) − f(x − h)) / h
 * @param low the smallest slope that any mixture of both sides has, output by output
 * @param high the largest
 * @param noise how much of a slope may be rounding: a few units in the last place of the values, divided by the step
 */
record Rung(double step, double right, double left, double low, double high, double noise) {
    /** Units in the last place that a function's value is taken to be off. */
    private static final double ROUNDING = 4 * Math.ulp(1.0);
    /** The part of a slope that rounding may be where it does not matter. */
    static final double RESOLVED = 1e-6;

    static Rung of(Line line, double[] here, double[] weights, double step) {
        double[] after = line.at(step);
        double[] before = line.at(-step);
        double forth = line.taken(step);
        double back = -line.taken(-step);
        double right = 0;
        double left = 0;
        double low = 0;
        double high = 0;
        double size = 0;
        for (int i = 0; i < here.length; i++) {
            if (weights[i] != 0) {
                double toRight = weights[i] * ((after[i] - here[i]) / forth);
                double toLeft = weights[i] * ((here[i] - before[i]) / back);
                right += toRight;
                left += toLeft;
                low += Math.min(toRight, toLeft);
                high += Math.max(toRight, toLeft);
                size += Math.abs(weights[i])
                        * Math.max(Math.abs(here[i]), Math.max(finite(after[i]), finite(before[i])));
            }
        }
        return new Rung(step, right, left, low, high, ROUNDING * size / step);
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? Math.abs(value) : 0;
    }

    double central() {
        return (right + left) / 2;
    }

    /** How much the slopes of the two sides differ: of order h where the function is smooth, constant at a kink. */
    double gap() {
        return right - left;
    }

    /** How much the values on the two sides differ: of order h where the function is continuous, constant at a jump. */
    double jump() {
        return (right + left) * step;
    }

    boolean isFinite() {
        return Double.isFinite(right) && Double.isFinite(left);
    }

    /** Whether rounding is too small to matter beside slopes of that size. */
    boolean resolves(double size) {
        return isFinite() && noise <= RESOLVED * size;
    }
}
