package org.chainrule.memory;

/**
 * An array to work in, from {@link #begin} on: where a cache line begins, if that makes a difference and is known. What stands in it is lost
 * when it is {@link #align aligned}.
 */
public final class AlignedArray {
    /** None at all. */
    public static final AlignedArray NONE = new AlignedArray(new Object(), 0);

    /** So often it is looked, if it must be, from one collection to the next. */
    private static final int ATTEMPTS = 3;

    private final Object array;
    private final int length;
    private int begin;
    /** How many collections of garbage there had been when it was looked where lines begin. */
    private int looked = -1;
    /** How often it was looked since then. */
    private int attempts;

    /** @param length how much of the array will be used: a line less than there is, or all */
    AlignedArray(Object array, int length) {
        this.array = array;
        this.length = length;
    }

    public Object array() {
        return array;
    }

    /** The first element to use. */
    public int begin() {
        return begin;
    }

    /** How many elements can be used. */
    public int length() {
        return length;
    }

    /** Looks where lines begin, if the array may have been moved since that was done last. */
    void align(CacheLines lines, int collections) {
        if (looked == collections) {
            return;
        }
        int first = looked >= 0 && lines.beginAt(array, begin) ? begin : lines.firstIn(array);
        attempts++;
        if (first != CacheLines.UNKNOWN) {
            begin = first;
        }
        if (first != CacheLines.UNKNOWN || attempts == ATTEMPTS) {
            looked = collections;
            attempts = 0;
        }
    }
}
