package org.chainrule.runtime;

import org.chainrule.simd.Simd;
import org.chainrule.simd.SliceSum;

/** Adds the slice of one array that begins at a place to that of another. */
interface SliceAddition {
    void add(int at, int begin);

    /** Of slices of so many elements, from {@code terms} to {@code sums}. */
    static SliceAddition of(Object sums, Object terms, int count) {
        return switch (sums) {
            case float[] floats
            when Simd.available() -> (at, begin) -> SliceSum.add(floats, at, (float[]) terms, begin, count);
            case double[] doubles
            when Simd.available() -> (at, begin) -> SliceSum.add(doubles, at, (double[]) terms, begin, count);
            case float[] floats -> (at, begin) -> add(floats, at, (float[]) terms, begin, count);
            case double[] doubles -> (at, begin) -> add(doubles, at, (double[]) terms, begin, count);
            case int[] ints -> (at, begin) -> add(ints, at, (int[]) terms, begin, count);
            case long[] longs -> (at, begin) -> add(longs, at, (long[]) terms, begin, count);
            default -> throw new AssertionError("no array of numbers");
        };
    }

    private static void add(float[] sums, int at, float[] terms, int begin, int count) {
        for (int i = 0; i < count; i++) {
            sums[at + i] += terms[begin + i];
        }
    }

    private static void add(double[] sums, int at, double[] terms, int begin, int count) {
        for (int i = 0; i < count; i++) {
            sums[at + i] += terms[begin + i];
        }
    }

    private static void add(int[] sums, int at, int[] terms, int begin, int count) {
        for (int i = 0; i < count; i++) {
            sums[at + i] += terms[begin + i];
        }
    }

    private static void add(long[] sums, int at, long[] terms, int begin, int count) {
        for (int i = 0; i < count; i++) {
            sums[at + i] += terms[begin + i];
        }
    }
}
