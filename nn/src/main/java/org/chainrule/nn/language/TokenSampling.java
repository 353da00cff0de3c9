package org.chainrule.nn.language;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.chainrule.arguments.Arguments;

/**
 * How the next token is drawn: by the probabilities softmax(logits/temperature) of the most probable ones. Sources: of a number of them,
 * Fan, Lewis, Dauphin, "Hierarchical neural story generation", ACL 2018, section 5.4; of a share, Holtzman and others, "The curious case
 * of neural text degeneration", ICLR 2020, section 3.1.
 *
 * @param temperature 1 for the model's own probabilities, less for surer ones, and 0 for always the most probable
 * @param top how many tokens may be drawn, if not all
 * @param nucleus the probability that those which may be drawn have together at least, above 0 and at most 1, if not all may: the fewest
 *     of the most probable that do, by the probabilities at the temperature and among the top ones
 */
public record TokenSampling(double temperature, OptionalInt top, OptionalDouble nucleus) {
    public TokenSampling {
        Arguments.notNegative("the temperature", temperature);
        top.ifPresent(count -> Arguments.count("how many tokens may be drawn", count));
        nucleus.ifPresent(share -> {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "the probability of the nucleus is above 0 and at most 1, not " + share);
            }
        });
    }

    /** Of all tokens, or of so many. */
    public TokenSampling(double temperature, OptionalInt top) {
        this(temperature, top, OptionalDouble.empty());
    }

    /** Of all tokens. */
    public TokenSampling(double temperature) {
        this(temperature, OptionalInt.empty());
    }

    /** The same among so many tokens. */
    public TokenSampling among(int most) {
        return new TokenSampling(temperature, OptionalInt.of(most), nucleus);
    }

    /** The same among the fewest of the most probable tokens that have this probability together: top-p, or nucleus sampling. */
    public TokenSampling within(double share) {
        return new TokenSampling(temperature, top, OptionalDouble.of(share));
    }

    /**
     * Draws a token.
     *
     * @throws IllegalArgumentException if there is no logit, one is NaN or ∞, or all are −∞
     */
    public int draw(float[] logits, RandomGenerator random) {
        check(logits);
        int[] tokens = candidates(logits);
        double largest = IntStream.of(tokens).mapToDouble(i -> logits[i]).max().orElseThrow();
        double[] below = IntStream.of(tokens)
                .mapToDouble(i -> Math.exp((logits[i] - largest) / Math.max(temperature, Double.MIN_NORMAL)))
                .toArray();
        Arrays.parallelPrefix(below, Double::sum);
        int count = reaching(nucleus.orElse(1), below);
        double drawn = random.nextDouble() * below[count - 1];
        int place = 0;
        while (place < count - 1 && below[place] <= drawn) {
            place++;
        }
        return tokens[place];
    }

    private static void check(float... logits) {
        boolean some = false;
        for (int i = 0; i < logits.length; i++) {
            if (Float.isNaN(logits[i]) || logits[i] == Float.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("the logit of token " + i + " is " + logits[i]
                        + ", so no token can be drawn: are the model's weights finite numbers?");
            }
            some |= logits[i] > Float.NEGATIVE_INFINITY;
        }
        if (!some) {
            throw new IllegalArgumentException("none of " + logits.length + " tokens is possible");
        }
    }

    /** How many of these sums are needed for a share of the last one. */
    private static int reaching(double share, double... sums) {
        int count = sums.length;
        while (share < 1 && count > 1 && sums[count - 2] >= share * sums[sums.length - 1]) {
            count--;
        }
        return count;
    }

    /** In order of their probability if not all may be drawn. */
    private int[] candidates(float... logits) {
        int most = temperature == 0 ? 1 : top.orElse(logits.length);
        IntStream all = IntStream.range(0, logits.length);
        return most >= logits.length && nucleus.isEmpty()
                ? all.toArray()
                : all.boxed()
                        .sorted(Comparator.comparingDouble((Integer i) -> -logits[i]))
                        .limit(most)
                        .mapToInt(Integer::intValue)
                        .toArray();
    }
}
