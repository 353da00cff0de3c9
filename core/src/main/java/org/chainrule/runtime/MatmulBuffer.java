package org.chainrule.runtime;

/** An array to work in, from {@link #begin} on; {@link MatmulBuffers} has them. */
final class MatmulBuffer {
    /** So often it is looked, if it must be, from one collection to the next. */
    private static final int ATTEMPTS = 3;

    /** None at all. */
    static final MatmulBuffer NONE = new MatmulBuffer(new Object(), 0, false, 0);

    private final Object array;
    private final int length;
    private final boolean roomy;
    private final int size;
    private int begin;
    /** How many collections of garbage there had been when it was looked where lines begin. */
    private int looked = -1;

    /** How often it was looked since then. */
    private int attempts;

    /**
     * @param length the array's
     * @param roomy whether it has a line more than will be used
     * @param size the number of its pool
     */
    MatmulBuffer(Object array, int length, boolean roomy, int size) {
        this.array = array;
        this.length = length;
        this.roomy = roomy;
        this.size = size;
    }

    Object array() {
        return array;
    }

    /** The first element to use: at the beginning of a cache line, if that makes a difference. */
    int begin() {
        return begin;
    }

    int size() {
        return size;
    }

    /** Looks where lines begin, if the array may have been moved since that was done last. */
    void align(CacheLines lines, int collections) {
        if (looked == collections || !roomy || !lines.canBeFoundIn(length)) {
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
