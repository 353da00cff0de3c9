package org.chainrule.bench.compare;

import java.util.List;

/** Numbers put into one. */
final class Statistics {
    private Statistics() {}

    /** The middle number; of an even count the mean of the two in the middle. */
    static double median(List<Double> numbers) {
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("no numbers have no median");
        }
        List<Double> sorted = numbers.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
