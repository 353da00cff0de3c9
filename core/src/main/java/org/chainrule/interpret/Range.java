package org.chainrule.interpret;

import org.chainrule.graph.Data;

/**
 * Between which numbers some elements lie.
 *
 * @param low the smallest that is not NaN
 * @param high the largest that is not NaN
 * @param nan how many are NaN
 * @param infinite how many are infinite
 */
public record Range(double low, double high, int nan, int infinite, int size) {
    /** The range of all elements. */
    public static Range of(Data data) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int nan = 0;
        int infinite = 0;
        int size = data.type().shape().size();
        for (int i = 0; i < size; i++) {
            double element = data.getDouble(i);
            nan += Double.isNaN(element) ? 1 : 0;
            infinite += Double.isInfinite(element) ? 1 : 0;
            low = element < low ? element : low;
            high = element > high ? element : high;
        }
        return new Range(low, high, nan, infinite, size);
    }

    /** Whether all elements are finite; whole numbers always are. */
    public static boolean isFinite(Data data) {
        return firstNonFinite(data) < 0;
    }

    /** The place of the first element that is NaN, else of the first that is infinite, else −1. */
    static int firstNonFinite(Data data) {
        int infinite = -1;
        int size = data.type().dtype().isFloating() ? data.type().shape().size() : 0;
        for (int i = 0; i < size; i++) {
            double element = data.getDouble(i);
            if (Double.isNaN(element)) {
                return i;
            }
            infinite = infinite < 0 && Double.isInfinite(element) ? i : infinite;
        }
        return infinite;
    }

    /** For example {@code 0.0 … 3.5, 2 of 320 NaN}. */
    @Override
    public String toString() {
        String between = size == nan ? "" : low == high ? Double.toString(low) : low + " … " + high;
        String some = between.isEmpty() ? "" : ", ";
        return between
                + (nan > 0 ? some + nan + " of " + size + " NaN" : "")
                + (infinite > 0
                        ? (between.isEmpty() && nan == 0 ? "" : ", ") + infinite + " of " + size + " infinite"
                        : "");
    }
}
