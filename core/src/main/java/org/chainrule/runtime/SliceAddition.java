package org.chainrule.runtime;

import org.chainrule.simd.Simd;
import org.chainrule.simd.SliceSum;

/** Adds the slice of one array that begins at a place to that of another. */
interface SliceAddition {
    /** Takes the arrays of the next calls. */
    void bind(Object sums, Object terms);

    void add(int at, int begin);

    /** As {@link #add} to zeros, which need not lie there. */
    void begin(int at, int begin);

    /** Of slices of so many elements, in arrays such as this one. */
    static SliceAddition of(Object array, int count) {
        return switch (array) {
            case float[] _ -> new Floats(count);
            case double[] _ -> new Doubles(count);
            case int[] _ -> new Ints(count);
            case long[] _ -> new Longs(count);
            default -> throw new AssertionError("no array of numbers");
        };
    }

    /** Of floats. */
    final class Floats implements SliceAddition {
        private static final boolean VECTORS = Simd.available();
        private final int count;
        private float[] sums = {};
        private float[] terms = {};

        Floats(int count) {
            this.count = count;
        }

        @Override
        public void bind(Object sums, Object terms) {
            this.sums = (float[]) sums;
            this.terms = (float[]) terms;
        }

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
    final class Doubles implements SliceAddition {
        private static final boolean VECTORS = Simd.available();
        private final int count;
        private double[] sums = {};
        private double[] terms = {};

        Doubles(int count) {
            this.count = count;
        }

        @Override
        public void bind(Object sums, Object terms) {
            this.sums = (double[]) sums;
            this.terms = (double[]) terms;
        }

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
    final class Ints implements SliceAddition {
        private final int count;
        private int[] sums = {};
        private int[] terms = {};

        Ints(int count) {
            this.count = count;
        }

        @Override
        public void bind(Object sums, Object terms) {
            this.sums = (int[]) sums;
            this.terms = (int[]) terms;
        }

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
    final class Longs implements SliceAddition {
        private final int count;
        private long[] sums = {};
        private long[] terms = {};

        Longs(int count) {
            this.count = count;
        }

        @Override
        public void bind(Object sums, Object terms) {
            this.sums = (long[]) sums;
            this.terms = (long[]) terms;
        }

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
