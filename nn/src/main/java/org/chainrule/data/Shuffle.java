package org.chainrule.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The numbers of a data set's examples in batches, in an order that follows from seed and epoch alone. */
public final class Shuffle {
    private Shuffle() {}

    /** All numbers in random order; the last batch may be smaller. */
    public static List<int[]> batches(int size, int batch, long seed, int epoch) {
        int[] numbers = IntStream.range(0, size).toArray();
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + epoch);
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = numbers[i];
            numbers[i] = numbers[other];
            numbers[other] = kept;
        }
        return cut(batch, numbers);
    }

    /** All numbers in order. */
    public static List<int[]> inOrder(int size, int batch) {
        return cut(batch, IntStream.range(0, size).toArray());
    }

    private static List<int[]> cut(int batch, int... numbers) {
        if (batch < 1) {
            throw new IllegalArgumentException("a batch has at least one example, not " + batch);
        }
        List<int[]> batches = new ArrayList<>();
        for (int from = 0; from < numbers.length; from += batch) {
            batches.add(Arrays.copyOfRange(numbers, from, Math.min(numbers.length, from + batch)));
        }
        return batches;
    }
}
