package org.chainrule.data;

/** Examples by number. May be read by several threads at once. */
public interface Dataset {
    int size();

    /** The examples with these numbers, in this order. */
    Batch batch(int... numbers);

    /**
     * The examples as an epoch of a training sees them: the same in each, unless something is drawn at random for them, which then follows
     * from epoch, seed and the example's number alone.
     *
     * @param epoch from 1 on
     */
    default Dataset inEpoch(int epoch, long seed) {
        return this;
    }

    /** The examples {@code from} (inclusive) to {@code to} (exclusive) alone. */
    default Dataset range(int from, int to) {
        return new Range(this, from, to);
    }
}
