package org.chainrule.data.text;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.chainrule.arguments.Arguments;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;

/**
 * Windows from all over a text: each begins at random within its share of the text, elsewhere in each epoch, and at the beginning of the
 * share outside of one.
 *
 * @param key of an epoch
 */
record DrawnWindows(Corpus corpus, int length, int size, OptionalLong key) implements Dataset {
    private static final long STEP = 0xD1342543DE82EF95L;

    DrawnWindows {
        Arguments.count("the length of a window", length);
        Arguments.count("the number of windows", size);
        if (corpus.size() <= length) {
            throw new IllegalArgumentException(
                    "a text of " + corpus.size() + " characters has no window of " + length + " and one after it");
        }
    }

    static DrawnWindows of(Corpus corpus, int length, int size) {
        return new DrawnWindows(corpus, length, size, OptionalLong.empty());
    }

    @Override
    public DrawnWindows inEpoch(int epoch, long seed) {
        long drawn = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + epoch).nextLong();
        return new DrawnWindows(corpus, length, size, OptionalLong.of(drawn));
    }

    @Override
    public Batch batch(int... numbers) {
        requireExamples(numbers);
        return corpus.batch(length, Arrays.stream(numbers).map(this::begin).toArray());
    }

    private int begin(int number) {
        double place = key.isEmpty() ? 0 : new SplittableRandom(key.getAsLong() + number * STEP).nextDouble();
        return (int) ((number + place) / size * (corpus.size() - length));
    }
}
