package org.chainrule.data;

import java.util.Arrays;

/** A stretch of another data set. */
record Range(Dataset whole, int from, int to) implements Dataset {
    Range {
        if (from < 0 || to < from || to > whole.size()) {
            throw new IllegalArgumentException(
                    "examples " + from + " to " + to + " of a data set of " + whole.size() + " examples");
        }
    }

    @Override
    public int size() {
        return to - from;
    }

    @Override
    public Dataset inEpoch(int epoch, long seed) {
        return new Range(whole.inEpoch(epoch, seed), from, to);
    }

    @Override
    public Batch batch(int... numbers) {
        requireExamples(numbers);
        return whole.batch(Arrays.stream(numbers).map(number -> number + from).toArray());
    }
}
