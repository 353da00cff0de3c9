package org.chainrule.numeric;

import java.util.Arrays;

/**
 * Stable sorting of indices by the values that stand at them, ascending or the other way round; NaN counts as the largest, −0 as 0. Keeps
 * the memory that it works in, so one object serves one thread at a time.
 */
public final class Order {
    /** The bits that are sorted by at a time. */
    private static final int DIGIT = 9;

    private static final int DIGITS = Math.ceilDiv(Integer.SIZE, DIGIT);
    /** Fewer values are merged: counting digits would take longer. */
    private static final int MANY = 512;

    private final long[] keys;
    private final long[] spareKeys;
    private int[] indices;
    private int[] spareIndices;
    private final int[] counts = new int[DIGITS << DIGIT];

    /** Sorts so many values at a time. */
    public Order(int length) {
        this.keys = new long[length];
        boolean many = length >= MANY;
        this.spareKeys = new long[many ? length : 0];
        this.indices = new int[many ? 0 : length];
        this.spareIndices = new int[many ? 0 : length];
    }

    /**
     * Writes the indices, counted from {@code begin}, of sorted values.
     *
     * @param values an array of numbers, of which those from {@code begin} on are sorted
     * @param at where in {@code order} the first index goes
     */
    public void sort(Object values, int begin, boolean descending, int[] order, int at) {
        switch (values) {
            case int[] ints -> keys(ints, begin);
            case long[] longs -> System.arraycopy(longs, begin, keys, 0, keys.length);
            case float[] floats -> keys(floats, begin);
            case double[] doubles -> keys(doubles, begin);
            default -> throw new AssertionError(values.getClass());
        }
        if (descending) {
            for (int i = 0; i < keys.length; i++) {
                keys[i] = ~keys[i];
            }
        }
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (long key : keys) {
            least = Math.min(least, key);
            most = Math.max(most, key);
        }
        long range = most - least;
        if (keys.length >= MANY && range >= 0 && range >>> Integer.SIZE == 0) {
            byDigits(least, range, order, at);
        } else {
            byMerging(order, at);
        }
    }

    private void keys(int[] values, int begin) {
        for (int i = 0; i < keys.length; i++) {
            keys[i] = values[begin + i];
        }
    }

    /** Floating numbers in the order of their bits: negative ones are turned round. */
    private void keys(float[] values, int begin) {
        for (int i = 0; i < keys.length; i++) {
            int bits = Float.floatToIntBits(values[begin + i] + 0f);
            keys[i] = bits ^ bits >> Integer.SIZE - 1 & Integer.MAX_VALUE;
        }
    }

    private void keys(double[] values, int begin) {
        for (int i = 0; i < keys.length; i++) {
            long bits = Double.doubleToLongBits(values[begin + i] + 0d);
            keys[i] = bits ^ bits >> Long.SIZE - 1 & Long.MAX_VALUE;
        }
    }

    /** By groups of {@value #DIGIT} bits, from the lowest on, as far as the largest distance from the least key has any. */
    private void byDigits(long least, long range, int[] order, int at) {
        int passes = Math.ceilDiv(Long.SIZE - Long.numberOfLeadingZeros(range), DIGIT);
        Arrays.fill(counts, 0);
        long[] from = keys;
        long[] to = spareKeys;
        for (int i = 0; i < from.length; i++) {
            long distance = from[i] - least;
            from[i] = distance << Integer.SIZE | i;
            for (int pass = 0; pass < passes; pass++) {
                counts[place(from[i], pass)]++;
            }
        }
        beginnings(passes);
        for (int pass = 0; pass < passes - 1; pass++) {
            for (long key : from) {
                to[counts[place(key, pass)]++] = key;
            }
            long[] kept = from;
            from = to;
            to = kept;
        }
        for (int i = 0; i < from.length; i++) {
            int rank = passes == 0 ? i : counts[place(from[i], passes - 1)]++;
            order[at + rank] = (int) from[i];
        }
    }

    /** Where a digit of a key is counted. */
    private static int place(long key, int pass) {
        return pass << DIGIT | (int) (key >>> Integer.SIZE + pass * DIGIT) & (1 << DIGIT) - 1;
    }

    /** Makes numbers of digits the places at which they begin. */
    private void beginnings(int passes) {
        for (int pass = 0; pass < passes; pass++) {
            int sum = 0;
            for (int place = pass << DIGIT; place < pass + 1 << DIGIT; place++) {
                int count = counts[place];
                counts[place] = sum;
                sum += count;
            }
        }
    }

    /** Runs of 1, 2, 4 … indices. */
    private void byMerging(int[] order, int at) {
        int count = keys.length;
        if (indices.length < count) {
            indices = new int[count];
            spareIndices = new int[count];
        }
        int[] from = indices;
        int[] to = spareIndices;
        for (int i = 0; i < count; i++) {
            from[i] = i;
        }
        for (long run = 1; run < count; run *= 2) {
            for (long start = 0; start < count; start += 2 * run) {
                int middle = (int) Math.min(count, start + run);
                merge(from, to, (int) start, middle, (int) Math.min(count, start + 2 * run));
            }
            int[] kept = from;
            from = to;
            to = kept;
        }
        System.arraycopy(from, 0, order, at, count);
    }

    private void merge(int[] from, int[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takesRight = left == middle || right < end && keys[from[right]] < keys[from[left]];
            to[at] = takesRight ? from[right++] : from[left++];
        }
    }
}
