package org.chainrule.data;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The numbers of a data set's examples in batches, in an order that follows from seed and epoch alone. */
public final class Shuffle {
    private Shuffle() {}

    /** All numbers in random order; the last batch may be smaller. */
    public static List<int[]> batches(int size, int batch, long seed, int epoch) {
        return new Pass(Sampling.shuffled(), batch, seed, epoch).batches(size);
    }

    /** All numbers in order. */
    public static List<int[]> inOrder(int size, int batch) {
        return new Pass(Sampling.inOrder(), batch, 1, 1).batches(size);
    }

    /** Numbers in batches, which are made when they are asked for. */
    static List<int[]> cut(int batch, int... numbers) {
        return new Batches(batch, numbers);
    }

    /** The randomness of an epoch. */
    static SplittableRandom random(long seed, int epoch) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + epoch);
    }

    /** All numbers below {@code size}. */
    static int[] numbers(int size) {
        return IntStream.range(0, size).toArray();
    }

    /** Puts numbers into random order. Source: Durstenfeld, "Algorithm 235: random permutation", 1964. */
    static void shuffle(SplittableRandom random, int... numbers) {
        for (int i = numbers.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = numbers[i];
            numbers[i] = numbers[other];
            numbers[other] = kept;
        }
    }

    private static final class Batches extends AbstractList<int[]> implements RandomAccess {
        private final int batch;
        private final int[] numbers;

        Batches(int batch, int... numbers) {
            this.batch = batch;
            this.numbers = numbers;
        }

        @Override
        public int[] get(int index) {
            int from = Math.multiplyExact(index, batch);
            return Arrays.copyOfRange(numbers, from, Math.min(numbers.length, from + batch));
        }

        @Override
        public int size() {
            return Math.ceilDiv(numbers.length, batch);
        }
    }
}
