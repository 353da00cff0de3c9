package org.chainrule.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Adds a slice of an array to a slice of another. HotSpot does not turn the plain loop into vectors, as the arrays might be one.
 * To be used only where {@link Simd#available()}.
 */
public final class SliceSum {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

    private SliceSum() {}

    /** {@code sums[at + i] += terms[begin + i]} for i below count. */
    public static void add(float[] sums, int at, float[] terms, int begin, int count) {
        int whole = FLOATS.loopBound(count);
        for (int i = 0; i < whole; i += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, sums, at + i)
                    .add(FloatVector.fromArray(FLOATS, terms, begin + i))
                    .intoArray(sums, at + i);
        }
        for (int i = whole; i < count; i++) {
            sums[at + i] += terms[begin + i];
        }
    }

    /** {@code sums[at + i] = 0 + terms[begin + i]} for i below count. */
    public static void begin(float[] sums, int at, float[] terms, int begin, int count) {
        int whole = FLOATS.loopBound(count);
        FloatVector zero = FloatVector.zero(FLOATS);
        for (int i = 0; i < whole; i += FLOATS.length()) {
            zero.add(FloatVector.fromArray(FLOATS, terms, begin + i)).intoArray(sums, at + i);
        }
        for (int i = whole; i < count; i++) {
            sums[at + i] = 0 + terms[begin + i];
        }
    }

    /** As {@link #add(float[], int, float[], int, int)}. */
    public static void add(double[] sums, int at, double[] terms, int begin, int count) {
        int whole = DOUBLES.loopBound(count);
        for (int i = 0; i < whole; i += DOUBLES.length()) {
            DoubleVector.fromArray(DOUBLES, sums, at + i)
                    .add(DoubleVector.fromArray(DOUBLES, terms, begin + i))
                    .intoArray(sums, at + i);
        }
        for (int i = whole; i < count; i++) {
            sums[at + i] += terms[begin + i];
        }
    }
}
