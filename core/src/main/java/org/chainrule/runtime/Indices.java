package org.chainrule.runtime;

/** Reads an index and refuses one that is out of range. */
final class Indices {
    private Indices() {}

    static int at(Object indices, int place, int extent, String source) {
        long index = indices instanceof int[] ints ? ints[place] : ((long[]) indices)[place];
        if (index < 0 || index >= extent) {
            throw new IndexOutOfBoundsException(
                    "index " + index + " is outside a table of " + extent + " slices, at " + source);
        }
        return (int) index;
    }
}
