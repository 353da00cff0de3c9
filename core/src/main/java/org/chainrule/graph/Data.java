package org.chainrule.graph;

import java.util.Arrays;

/**
 * The elements of a tensor in row-major order, in an ordinary Java array ({@code float[]}, {@code double[]},
 * {@code int[]} for int32 and bool, {@code long[]}). Whoever makes one gives the array away and never writes to it again.
 */
public final class Data {
    private final Type type;
    private final Store store;

    /** Where the elements are. Data of several shapes may share one. */
    private static final class Store {
        private Object array;
        /** Whether others may know the array too. */
        private boolean shared;

        Store(Object array) {
            this.array = array;
        }

        Object get() {
            if (array == TAKEN) {
                throw new IllegalStateException(
                        "these elements were given to a loop, which has written over them; a loop that copies its first state leaves them alone");
            }
            return array;
        }
    }

    private static final Object TAKEN = new Object();

    public Data(Type type, Object array) {
        int length = java.lang.reflect.Array.getLength(array);
        if (length != type.shape().size()
                || array.getClass() != type.dtype().newArray(0).getClass()) {
            throw new IllegalArgumentException(
                    "an array of " + length + " " + array.getClass().getComponentType() + "s is no " + type);
        }
        this.type = type;
        this.store = new Store(array);
    }

    private Data(Type type, Store store) {
        this.type = type;
        this.store = store;
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
        Object array = store.get();
        store.shared = true;
        return array;
    }

    /**
     * An array with the elements for the caller to write to: the one of this, whose elements are then gone, or a copy if it was ever given
     * out.
     */
    public Object take() {
        Object array = store.get();
        if (store.shared) {
            return copy(type, array, 0).store.array;
        }
        store.array = TAKEN;
        return array;
    }

    /** Asks whether the elements are still there, without looking at them: if they were taken, it is an {@link IllegalStateException}. */
    public void check() {
        store.get();
    }

    /** An element by its place in row-major order, as a double. */
    public double getDouble(int index) {
        return switch (store.get()) {
            case float[] floats -> floats[index];
            case double[] doubles -> doubles[index];
            case int[] ints -> ints[index];
            case long[] longs -> longs[index];
            default -> throw new AssertionError(type);
        };
    }

    /** An element by its place in row-major order, as a long; floating values are truncated. */
    public long getLong(int index) {
        return switch (store.get()) {
            case float[] floats -> (long) floats[index];
            case double[] doubles -> (long) doubles[index];
            case int[] ints -> ints[index];
            case long[] longs -> longs[index];
            default -> throw new AssertionError(type);
        };
    }

    /** All elements as doubles, in a fresh array. */
    public double[] toDoubles() {
        if (store.get() instanceof double[] doubles) {
            return doubles.clone();
        }
        double[] result = new double[type.shape().size()];
        Arrays.setAll(result, this::getDouble);
        return result;
    }

    /** All elements as floats, rounded if need be, in a fresh array. */
    public float[] toFloats() {
        if (store.get() instanceof float[] floats) {
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
        if (shape.size() != type.shape().size()) {
            throw new IllegalArgumentException(type + " is not reshaped to " + shape);
        }
        store.shared = true;
        return new Data(new Type(shape, type.dtype()), store);
    }
}
