package org.chainrule.data;

/** Examples by number. May be read by several threads at once. */
public interface Dataset {
    int size();

    /** The examples with these numbers, in this order. */
    Batch batch(int... numbers);

    /** The examples {@code from} (inclusive) to {@code to} (exclusive) alone. */
    default Dataset range(int from, int to) {
        return new Range(this, from, to);
    }
}
