package org.chainrule.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Some examples of another data set, numbered anew. */
final class Subset implements Dataset {
    private final Dataset whole;
    private final int[] numbers;

    Subset(Dataset whole, int... numbers) {
        whole.requireExamples(numbers);
        this.whole = whole;
        this.numbers = numbers.clone();
    }

    static List<Dataset> parts(Dataset whole, long seed, double... shares) {
        // a sum of shares such as 0.7 + 0.2 + 0.1 is 1 but for rounding
        boolean right = Arrays.stream(shares).allMatch(share -> share >= 0)
                && Arrays.stream(shares).sum() <= 1 + 1e-9;
        if (!right) {
            throw new IllegalArgumentException(
                    "shares are from 0 on, and at most 1 together, not " + Arrays.toString(shares));
        }
        int[] order = Sampling.shuffled().order(whole.size(), seed, 0);
        List<Dataset> parts = new ArrayList<>();
        double share = 0;
        int from = 0;
        for (double each : shares) {
            share += each;
            int to = (int) Math.min(order.length, Math.round(share * order.length));
            parts.add(new Subset(whole, Arrays.copyOfRange(order, from, to)));
            from = to;
        }
        return parts;
    }

    @Override
    public int size() {
        return numbers.length;
    }

    @Override
    public Dataset inEpoch(int epoch, long seed) {
        return new Subset(whole.inEpoch(epoch, seed), numbers);
    }

    @Override
    public Batch batch(int... wanted) {
        requireExamples(wanted);
        return whole.batch(Arrays.stream(wanted).map(number -> numbers[number]).toArray());
    }
}
