package org.chainrule.numeric;

/** Stable sorting of indices by the values that stand at them. */
public final class Order {
    /** The bits that are sorted by at a time. */
    private static final int DIGIT = 9;

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
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (long value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        if (least == (int) least && most == (int) most) {
            return ofInts(values, least, most, descending);
        }
        return descending
                ? sorted(values.length, (a, b) -> values[b] < values[a])
                : sorted(values.length, (a, b) -> values[a] < values[b]);
    }

    /** By groups of {@value #DIGIT} bits, from the lowest on, as far as the largest distance from the least value has any. */
    private static int[] ofInts(long[] values, long least, long most, boolean descending) {
        int[] from = new int[values.length];
        int[] to = new int[values.length];
        int[] keys = new int[values.length];
        for (int i = 0; i < keys.length; i++) {
            from[i] = i;
            keys[i] = (int) (descending ? most - values[i] : values[i] - least);
        }
        for (int shift = 0; shift < Long.SIZE - Long.numberOfLeadingZeros(most - least); shift += DIGIT) {
            distribute(keys, shift, from, to);
            int[] kept = from;
            from = to;
            to = kept;
        }
        return from;
    }

    /** Brings indices into the order of one group of their keys' bits. */
    private static void distribute(int[] keys, int shift, int[] from, int[] to) {
        int[] ends = new int[(1 << DIGIT) + 1];
        for (int index : from) {
            ends[(keys[index] >>> shift & (1 << DIGIT) - 1) + 1]++;
        }
        for (int digit = 0; digit < 1 << DIGIT; digit++) {
            ends[digit + 1] += ends[digit];
        }
        for (int index : from) {
            to[ends[keys[index] >>> shift & (1 << DIGIT) - 1]++] = index;
        }
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
