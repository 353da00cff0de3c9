package org.chainrule.examples;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The words of a text by number, the most frequent first.
 *
 * @param counts how often each occurs
 */
record Vocabulary(List<String> words, long[] counts) {
    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    /** All words of a text in small letters. */
    static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** Those that occur a number of times at least. */
    static Vocabulary of(List<String> text, int least) {
        Map<String, Long> counts =
                text.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<String> words = counts.keySet().stream()
                .filter(word -> counts.getOrDefault(word, 0L) >= least)
                .sorted((a, b) -> {
                    int byCount = Long.compare(counts.getOrDefault(b, 0L), counts.getOrDefault(a, 0L));
                    return byCount == 0 ? a.compareTo(b) : byCount;
                })
                .toList();
        return new Vocabulary(
                words,
                words.stream().mapToLong(word -> counts.getOrDefault(word, 0L)).toArray());
    }

    /** The numbers of the words that are known. */
    int[] numbers(List<String> text) {
        Map<String, Integer> numbers = new HashMap<>();
        IntStream.range(0, words.size()).forEach(i -> numbers.put(words.get(i), i));
        return text.stream().filter(numbers::containsKey).mapToInt(numbers::get).toArray();
    }

    /** The text with frequent words left out at random: a word of the share f stays with the probability √(threshold/f). */
    int[] thinned(int[] text, double threshold, RandomGenerator random) {
        double total = Arrays.stream(counts).sum();
        return Arrays.stream(text)
                .filter(word -> random.nextDouble() < Math.sqrt(threshold * total / counts[word]))
                .toArray();
    }

    /** Sums of count^¾ up to each word: what strangers are drawn by. */
    double[] shares() {
        double[] sums = Arrays.stream(counts)
                .mapToDouble(count -> Math.pow(count, 0.75))
                .toArray();
        Arrays.parallelPrefix(sums, Double::sum);
        return sums;
    }
}
