package org.chainrule.runtime;

import org.chainrule.simd.Simd;
import org.chainrule.simd.SliceSum;

/** Adds the slice of one array that begins at a place to that of another. */
interface SliceAddition {
    void add(int at, int begin);

    /** As {@link #add} to zeros, which need not lie there. */
    void begin(int at, int begin);

    /** Of slices of so many elements, from {@code terms} to {@code sums}. */
    static SliceAddition of(Object sums, Object terms, int count) {
        return switch (sums) {
            case float[] floats -> new Floats(floats, (float[]) terms, count);
            case double[] doubles -> new Doubles(doubles, (double[]) terms, count);
            case int[] ints -> new Ints(ints, (int[]) terms, count);
            case long[] longs -> new Longs(longs, (long[]) terms, count);
            default -> throw new AssertionError("no array of numbers");
        };
    }

    /** Of floats. */
    record Floats(float[] sums, float[] terms, int count) implements SliceAddition {
        private static final boolean VECTORS = Simd.available();

        @Override
        public void add(int at, int begin) {
            if (VECTORS) {
                SliceSum.add(sums, at, terms, begin, count);
                return;
            }
            for (int i = 0; i < count; i++) {
                sums[at + i] += terms[begin + i];
            }
        }

        @Override
        public void begin(int at, int begin) {
            if (VECTORS) {
                SliceSum.begin(sums, at, terms, begin, count);
                return;
            }
            for (int i = 0; i < count; i++) {
                sums[at + i] = 0 + terms[begin + i];
            }
        }
    }

    /** Of doubles. */
    record Doubles(double[] sums, double[] terms, int count) implements SliceAddition {
        private static final boolean VECTORS = Simd.available();

        @Override
        public void add(int at, int begin) {
            if (VECTORS) {
                SliceSum.add(sums, at, terms, begin, count);
                return;
            }
            for (int i = 0; i < count; i++) {
                sums[at + i] += terms[begin + i];
            }
        }

        @Override
        public void begin(int at, int begin) {
            for (int i = 0; i < count; i++) {
                sums[at + i] = 0 + terms[begin + i];
            }
        }
    }

    /** Of whole numbers. */
    record Ints(int[] sums, int[] terms, int count) implements SliceAddition {
        @Override
        public void add(int at, int begin) {
            for (int i = 0; i < count; i++) {
                sums[at + i] += terms[begin + i];
            }
        }

        @Override
        public void begin(int at, int begin) {
            for (int i = 0; i < count; i++) {
                sums[at + i] = terms[begin + i];
            }
        }
    }

    /** Of long whole numbers. */
    record Longs(long[] sums, long[] terms, int count) implements SliceAddition {
        @Override
        public void add(int at, int begin) {
            for (int i = 0; i < count; i++) {
                sums[at + i] += terms[begin + i];
            }
        }

        @Override
        public void begin(int at, int begin) {
            for (int i = 0; i < count; i++) {
                sums[at + i] = terms[begin + i];
            }
        }
    }
}
