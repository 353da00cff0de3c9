package org.chainrule.data.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model of a text that is counted, not trained: how often each character comes after each one, two or three others. What follows a
 * context h is mixed with what follows the shorter one h', the more so the more different characters T have come after h:
 * p(c|h) = (count(h c) + T(h)·p(c|h')) / (count(h) + T(h)), down to equal chances. Source: Witten, Bell, "The zero-frequency problem",
 * IEEE Transactions on Information Theory 37, 1991, method C, interpolated.
 */
public final class NGrams {
    private static final int BITS = 16;
    private static final int MOST = Long.SIZE / BITS;

    /** Counting more would take memory, and tell little more. */
    private static final int COUNTED = 1 << 22;

    private final int alphabet;
    private final List<Counts> counts;

    private NGrams(int alphabet, List<Counts> counts) {
        this.alphabet = alphabet;
        this.counts = counts;
    }

    /**
     * Counts a text, or of a long one the last 4,194,304 characters.
     *
     * @param order 1 for characters alone, 2 for pairs, up to 4
     */
    public static NGrams of(Corpus corpus, int order) {
        if (order < 1 || order > MOST) {
            throw new IllegalArgumentException("the order of n-grams is from 1 to " + MOST + ", not " + order);
        }
        return new NGrams(
                corpus.alphabet().size(),
                IntStream.rangeClosed(1, order)
                        .mapToObj(length -> Counts.of(corpus, length))
                        .toList());
    }

    /** The mean of −ln p of all characters of a text but the first, in nats. */
    public double loss(Corpus corpus) {
        double sum = 0;
        for (int place = 1; place < corpus.size(); place++) {
            sum -= Math.log(probability(corpus, place));
        }
        return sum / (corpus.size() - 1);
    }

    /** The probability of the character at a place after those before it. */
    double probability(Corpus corpus, int place) {
        double probability = 1.0 / alphabet;
        for (int length = 1; length <= Math.min(counts.size(), place + 1); length++) {
            probability = counts.get(length - 1).probability(gram(corpus, place + 1, length), probability);
        }
        return probability;
    }

    /** The characters before a place, the last in the lowest bits. */
    private static long gram(Corpus corpus, int end, int length) {
        long gram = 0;
        for (int place = end - length; place < end; place++) {
            gram = gram << BITS | corpus.number(place);
        }
        return gram;
    }

    /**
     * How often each n-gram of one length occurs.
     *
     * @param grams in order, so that those of one context stand together
     * @param before how many occurrences those before each have, and at the end all
     */
    private record Counts(long[] grams, int[] before) {
        static Counts of(Corpus corpus, int length) {
            int first = Math.max(length, corpus.size() - COUNTED);
            long[] all = IntStream.rangeClosed(first, corpus.size())
                    .mapToLong(end -> gram(corpus, end, length))
                    .sorted()
                    .toArray();
            int[] before = IntStream.rangeClosed(0, all.length)
                    .filter(i -> i == 0 || i == all.length || all[i - 1] != all[i])
                    .toArray();
            return new Counts(
                    Arrays.stream(before, 0, before.length - 1)
                            .mapToLong(i -> all[i])
                            .toArray(),
                    before);
        }

        double probability(long gram, double shorter) {
            long context = gram & -(1L << BITS);
            int from = place(context);
            int to = place(context + (1L << BITS) - 1);
            to += to < grams.length && grams[to] == context + (1L << BITS) - 1 ? 1 : 0;
            int different = to - from;
            int at = Arrays.binarySearch(grams, from, to, gram);
            int count = at < 0 ? 0 : before[at + 1] - before[at];
            return different == 0 ? shorter : (count + different * shorter) / (before[to] - before[from] + different);
        }

        /** Of the first that is not below. */
        private int place(long gram) {
            int place = Arrays.binarySearch(grams, gram);
            return place < 0 ? -place - 1 : place;
        }
    }
}
