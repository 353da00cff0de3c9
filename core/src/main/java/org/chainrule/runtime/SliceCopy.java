package org.chainrule.runtime;

/** Copies the slice of one array that begins at a place to that of another. */
interface SliceCopy {
    void copy(int from, int to);

    /** Of slices of so many elements. Single ones are copied as such, as that takes a tenth of the time. */
    static SliceCopy of(Object source, Object target, int count) {
        if (count != 1) {
            return (from, to) -> System.arraycopy(source, from, target, to, count);
        }
        return switch (source) {
            case float[] floats -> (from, to) -> ((float[]) target)[to] = floats[from];
            case double[] doubles -> (from, to) -> ((double[]) target)[to] = doubles[from];
            case int[] ints -> (from, to) -> ((int[]) target)[to] = ints[from];
            case long[] longs -> (from, to) -> ((long[]) target)[to] = longs[from];
            default -> throw new AssertionError("no array of numbers");
        };
    }
}
