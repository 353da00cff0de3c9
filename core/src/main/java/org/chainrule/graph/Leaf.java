package org.chainrule.graph;

import java.util.Arrays;
import java.util.List;

/** An operation without inputs: where values come from. */
public sealed interface Leaf extends Op {
    /** The type of its value. */
    Type type();

    @Override
    default Type infer(List<Type> inputs) {
        return type();
    }

    @Override
    default boolean differentiable(int input) {
        return false;
    }

    @Override
    default Node downstream(Node node, int input, Node upstream) {
        throw new AssertionError("a leaf has no inputs");
    }

    @Override
    default Node tangent(Node node, int input, Node tangent) {
        throw new AssertionError("a leaf has no inputs");
    }

    @Override
    default Node batched(Node node, List<Batch> inputs, int count) {
        throw new AssertionError("a leaf has no inputs");
    }

    /**
     * Given elements. Two constants are the same only if they share one array and come from the same.
     *
     * @param origins where they come from
     */
    record Constant(Data data, Origins origins) implements Leaf {
        Constant(Data data) {
            this(data, Origins.GIVEN);
        }

        /** Whether they are what a function gave, whose operations are not known here. */
        public boolean computed() {
            return origins != Origins.GIVEN;
        }

        @Override
        public Type type() {
            return data.type();
        }

        static List<Sample> samples() {
            return List.of(Sample.of(new Constant(Domain.REALS.sample(Shape.of(2, 3), 1))));
        }

        @Override
        public String toString() {
            return "constant";
        }
    }

    /**
     * What a compiled function is given at each call.
     *
     * @param trace tells the functions apart
     * @param index which of the function's arguments
     */
    record Argument(long trace, int index, Type type) implements Leaf {
        static List<Sample> samples() {
            return List.of(Sample.of(new Argument(0, 0, new Type(Shape.of(2, 3), DType.FLOAT64))));
        }

        @Override
        public String toString() {
            return "argument" + index;
        }
    }

    /** One number: {@code value} of floating dtypes, {@code whole} of the others. */
    record Literal(DType dtype, double value, long whole) implements Leaf {
        public static Literal of(DType dtype, double value) {
            return dtype.isFloating() ? new Literal(dtype, value, 0) : new Literal(dtype, 0, (long) value);
        }

        public static Literal of(DType dtype, long whole) {
            return dtype.isFloating() ? new Literal(dtype, whole, 0) : new Literal(dtype, 0, whole);
        }

        @Override
        public Type type() {
            return new Type(Shape.SCALAR, dtype);
        }

        /** The first element of some data. */
        public static Literal first(Data data) {
            DType dtype = data.type().dtype();
            return dtype.isFloating() ? of(dtype, data.getDouble(0)) : of(dtype, data.getLong(0));
        }

        /** Copies of it in a shape. */
        public Data data(Shape shape) {
            Object array = dtype.newArray(shape.size());
            // new arrays hold zeros, but not negative ones
            boolean zero = whole == 0 && Double.doubleToRawLongBits(value) == 0;
            if (!zero) {
                switch (array) {
                    case float[] floats -> Arrays.fill(floats, (float) value);
                    case double[] doubles -> Arrays.fill(doubles, value);
                    case int[] ints -> Arrays.fill(ints, (int) whole);
                    case long[] longs -> Arrays.fill(longs, whole);
                    default -> throw new AssertionError(array.getClass());
                }
            }
            return new Data(new Type(shape, dtype), array);
        }

        /** Whether this is that number, in whatever dtype. */
        public boolean is(double number) {
            return dtype.isFloating() ? value == number : whole == number;
        }

        static List<Sample> samples() {
            return List.of(Sample.of(of(DType.FLOAT64, 1.5)));
        }

        @Override
        public String toString() {
            return dtype.isFloating() ? Double.toString(value) : Long.toString(whole);
        }
    }

    /** 0, 1, 2 … along one axis. */
    record Iota(int extent, DType dtype) implements Leaf {
        @Override
        public Type type() {
            return new Type(Shape.of(extent), dtype);
        }

        static List<Sample> samples() {
            return List.of(Sample.of(new Iota(5, DType.FLOAT64)));
        }
    }
}
