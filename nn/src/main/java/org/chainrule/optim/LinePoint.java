package org.chainrule.optim;

/**
 * A point on a line through the parameters.
 *
 * @param length how far along it is, in directions
 * @param loss the function there
 * @param gradient of the function there
 * @param slope of the function along the line
 */
record LinePoint(double length, double loss, double[] gradient, double slope) {
    /** Where the cubic through two points, with their slopes, is least; halfway where it has no minimum. */
    static double least(LinePoint one, LinePoint other, double from, double to) {
        LinePoint left = one.length <= other.length ? one : other;
        LinePoint right = one.length <= other.length ? other : one;
        double gap = right.length - left.length;
        double d1 = left.slope + right.slope - 3 * (left.loss - right.loss) / (left.length - right.length);
        double d2 = Math.sqrt(d1 * d1 - left.slope * right.slope);
        double least = right.length - gap * ((right.slope + d2 - d1) / (right.slope - left.slope + 2 * d2));
        return Double.isNaN(least) ? (from + to) / 2 : Math.clamp(least, from, to);
    }
}
