package org.chainrule.numeric;

/** Stable sorting of indices by the values that stand at them. */
public final class Order {
    private Order() {}

    /** Whether the value at one index comes strictly before that at another. */
    @FunctionalInterface
    private interface Before {
        boolean test(int first, int second);
    }

    /** The indices of ascending values, equal ones in their order; NaN counts as the largest, −0 as 0. Descending is the other way round. */
    public static int[] of(double[] values, boolean descending) {
        return descending
                ? sorted(values.length, (a, b) -> isLess(values[b], values[a]))
                : sorted(values.length, (a, b) -> isLess(values[a], values[b]));
    }

    /** As {@link #of(double[], boolean)}. */
    public static int[] of(long[] values, boolean descending) {
        if (fitInInts(values)) {
            return ofInts(values, descending);
        }
        return descending
                ? sorted(values.length, (a, b) -> values[b] < values[a])
                : sorted(values.length, (a, b) -> values[a] < values[b]);
    }

    private static boolean fitInInts(long... values) {
        for (long value : values) {
            if (value != (int) value) {
                return false;
            }
        }
        return true;
    }

    /** Value and index in one number, so that plain sorting keeps equal values in their order. */
    private static int[] ofInts(long[] values, boolean descending) {
        long[] keys = new long[values.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (descending ? ~values[i] : values[i]) << Integer.SIZE | i;
        }
        java.util.Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    private static boolean isLess(double a, double b) {
        return a < b || Double.isNaN(b) && !Double.isNaN(a);
    }

    /** Merging runs of 1, 2, 4 … indices. */
    private static int[] sorted(int count, Before before) {
        int[] from = new int[count];
        java.util.Arrays.setAll(from, i -> i);
        int[] to = new int[count];
        for (long run = 1; run < count; run *= 2) {
            for (long start = 0; start < count; start += 2 * run) {
                int middle = (int) Math.min(count, start + run);
                merge(from, to, (int) start, middle, (int) Math.min(count, start + 2 * run), before);
            }
            int[] kept = from;
            from = to;
            to = kept;
        }
        return from;
    }

    private static void merge(int[] from, int[] to, int start, int middle, int end, Before before) {
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takesRight = left == middle || right < end && before.test(from[right], from[left]);
            to[at] = takesRight ? from[right++] : from[left++];
        }
    }
}
