package org.chainrule.tensorboard;

import java.util.Arrays;

/**
 * How often numbers lie where.
 *
 * @param limits the upper end of each bucket, ascending
 * @param counts of each bucket
 */
record Histogram(
        double min, double max, double num, double sum, double sumOfSquares, double[] limits, double[] counts) {
    private static final int BUCKETS = 30;

    /** Of the numbers that are finite, in buckets of equal width. */
    static Histogram of(double... all) {
        double[] values = Arrays.stream(all).filter(Double::isFinite).toArray();
        double min = Arrays.stream(values).min().orElse(0);
        double max = Arrays.stream(values).max().orElse(0);
        double width = max > min ? (max - min) / BUCKETS : 1;
        double[] limits = new double[BUCKETS];
        double[] counts = new double[BUCKETS];
        Arrays.setAll(limits, i -> min + (i + 1) * width);
        for (double value : values) {
            counts[Math.clamp((long) ((value - min) / width), 0, BUCKETS - 1)]++;
        }
        double squares = Arrays.stream(values).map(value -> value * value).sum();
        return new Histogram(min, max, values.length, Arrays.stream(values).sum(), squares, limits, counts);
    }

    /** As {@code HistogramProto}. */
    Message toMessage() {
        return new Message()
                .with(1, min)
                .with(2, max)
                .with(3, num)
                .with(4, sum)
                .with(5, sumOfSquares)
                .with(6, limits)
                .with(7, counts);
    }
}
