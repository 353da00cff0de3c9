package org.chainrule.lens.series;

import java.util.Arrays;
import java.util.List;

/**
 * How many numbers lie in each of equal parts between the least and the largest.
 *
 * @param low the least
 * @param high the largest
 */
public record Histogram(double low, double high, List<Integer> counts) {
    private static final int BINS = 24;

    public Histogram {
        counts = List.copyOf(counts);
    }

    /** Of those numbers that are finite. */
    public static Histogram of(double[] all) {
        double[] values = Arrays.stream(all).filter(Double::isFinite).toArray();
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(0);
        Integer[] counts = new Integer[high > low ? BINS : 1];
        Arrays.fill(counts, 0);
        for (double value : values) {
            int bin = high > low ? (int) ((value - low) / (high - low) * BINS) : 0;
            counts[Math.min(bin, counts.length - 1)]++;
        }
        return new Histogram(low, high, List.of(counts));
    }
}
