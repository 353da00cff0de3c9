package org.chainrule.graph;

import java.util.Arrays;

/**
 * The elements of a tensor in row-major order, in an ordinary Java array ({@code float[]}, {@code double[]},
 * {@code int[]} for int32 and bool, {@code long[]}). Whoever makes one gives the array away and never writes to it again.
 */
public final class Data {
    private final Type type;
    private final Object array;

    public Data(Type type, Object array) {
        int length = java.lang.reflect.Array.getLength(array);
        if (length != type.shape().size()
                || array.getClass() != type.dtype().newArray(0).getClass()) {
            throw new IllegalArgumentException(
                    "an array of " + length + " " + array.getClass().getComponentType() + "s is no " + type);
        }
        this.type = type;
        this.array = array;
    }

    /** Doubles rounded to a floating type's dtype. */
    public static Data rounded(Type type, double... values) {
        Data exact = new Data(new Type(type.shape(), DType.FLOAT64), values);
        return type.dtype() == DType.FLOAT64 ? exact : new Data(type, exact.toFloats());
    }

    /** A copy of what lies in an array from an element on. */
    public static Data copy(Type type, Object array, int from) {
        Object own = type.dtype().newArray(type.shape().size());
        System.arraycopy(array, from, own, 0, type.shape().size());
        return new Data(type, own);
    }

    public Type type() {
        return type;
    }

    /** The array itself, not a copy. */
    public Object array() {
        return array;
    }

    /** An element by its place in row-major order, as a double. */
    public double getDouble(int index) {
        return switch (array) {
            case float[] floats -> floats[index];
            case double[] doubles -> doubles[index];
            case int[] ints -> ints[index];
            case long[] longs -> longs[index];
            default -> throw new AssertionError(array.getClass());
        };
    }

    /** An element by its place in row-major order, as a long; floating values are truncated. */
    public long getLong(int index) {
        return switch (array) {
            case float[] floats -> (long) floats[index];
            case double[] doubles -> (long) doubles[index];
            case int[] ints -> ints[index];
            case long[] longs -> longs[index];
            default -> throw new AssertionError(array.getClass());
        };
    }

    /** All elements as doubles, in a fresh array. */
    public double[] toDoubles() {
        double[] result = new double[type.shape().size()];
        Arrays.setAll(result, this::getDouble);
        return result;
    }

    /** All elements as floats, rounded if need be, in a fresh array. */
    public float[] toFloats() {
        if (array instanceof float[] floats) {
            return floats.clone();
        }
        float[] result = new float[type.shape().size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) getDouble(i);
        }
        return result;
    }

    /** All elements as longs, floating values truncated, in a fresh array. */
    public long[] toLongs() {
        long[] result = new long[type.shape().size()];
        Arrays.setAll(result, this::getLong);
        return result;
    }

    /** The same elements under another shape of the same size; the array is shared. */
    public Data reshaped(Shape shape) {
        return new Data(new Type(shape, type.dtype()), array);
    }
}
