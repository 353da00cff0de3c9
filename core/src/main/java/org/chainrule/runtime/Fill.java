package org.chainrule.runtime;

import java.util.Arrays;

/** A stretch of an array set to one number: {@code value} in floating arrays, {@code whole} in the others. */
public record Fill(Place place, int length, double value, long whole) implements Instruction {
    @Override
    public void run(Execution execution) {
        int from = execution.at(place);
        fill(execution.array(place.slot()), from, from + length, value, whole);
    }

    /** Sets a stretch of an array to zeros. */
    static void zeros(Object array, int from, int to) {
        fill(array, from, to, 0, 0);
    }

    private static void fill(Object array, int from, int to, double value, long whole) {
        switch (array) {
            case float[] floats -> Arrays.fill(floats, from, to, (float) value);
            case double[] doubles -> Arrays.fill(doubles, from, to, value);
            case int[] ints -> Arrays.fill(ints, from, to, (int) whole);
            case long[] longs -> Arrays.fill(longs, from, to, whole);
            default -> throw new AssertionError("no array of numbers");
        }
    }

    @Override
    public String describe() {
        return "fill " + length + " with " + value;
    }
}
