package org.chainrule.nn.language;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.chainrule.arguments.Arguments;

/**
 * How the next token is drawn: by the probabilities softmax(logits/temperature) of the most probable ones. Source of the latter: Fan,
 * Lewis, Dauphin, "Hierarchical neural story generation", ACL 2018, section 5.4.
 *
 * @param temperature 1 for the model's own probabilities, less for surer ones, and 0 for always the most probable
 * @param top how many tokens may be drawn, if not all
 */
public record Sampling(double temperature, OptionalInt top) {
    public Sampling {
        Arguments.notNegative("the temperature", temperature);
        top.ifPresent(count -> Arguments.count("how many tokens may be drawn", count));
    }

    /** Of all tokens. */
    public Sampling(double temperature) {
        this(temperature, OptionalInt.empty());
    }

    /** The same among so many tokens. */
    public Sampling among(int most) {
        return new Sampling(temperature, OptionalInt.of(most));
    }

    /** Draws a token. */
    public int draw(float[] logits, RandomGenerator random) {
        int[] tokens = candidates(logits);
        double largest = IntStream.of(tokens).mapToDouble(i -> logits[i]).max().orElseThrow();
        double[] below = IntStream.of(tokens)
                .mapToDouble(i -> Math.exp((logits[i] - largest) / Math.max(temperature, Double.MIN_NORMAL)))
                .toArray();
        Arrays.parallelPrefix(below, Double::sum);
        double drawn = random.nextDouble() * below[below.length - 1];
        int place = 0;
        while (place < below.length - 1 && below[place] <= drawn) {
            place++;
        }
        return tokens[place];
    }

    /** In order of their probability if not all may be drawn. */
    private int[] candidates(float... logits) {
        int most = temperature == 0 ? 1 : top.orElse(logits.length);
        IntStream all = IntStream.range(0, logits.length);
        return most >= logits.length
                ? all.toArray()
                : all.boxed()
                        .sorted(Comparator.comparingDouble((Integer i) -> -logits[i]))
                        .limit(most)
                        .mapToInt(Integer::intValue)
                        .toArray();
    }
}
