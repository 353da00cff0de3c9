package org.chainrule;

import java.lang.reflect.Array;
import java.util.List;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Data;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Source;
import org.chainrule.graph.Type;

/**
 * An immutable, lazy array of numbers: a node of a graph. Nothing runs until a value is asked for ({@link #toFloats},
 * {@link #item}, {@link #toString} …), so neighbouring operations can be fused; a value once computed is kept. A tensor is
 * an ordinary object that the garbage collector takes: there is nothing to close.
 *
 * <p>Operations follow NumPy: shapes are broadcast, negative axes count from the end. Both operands of an operation have
 * one dtype; Java numbers take the tensor's. Wrong shapes and dtypes are reported at the line that makes them.
 */
public final class Tensor
        implements Arithmetic,
                Functions,
                Comparisons,
                Reductions,
                Ordering,
                Movements,
                Rearrangements,
                Products,
                Indexing,
                Convolutions,
                LinearAlgebra,
                FourierTransforms {
    private final Node node;

    private Tensor(Node node) {
        this.node = node;
    }

    /** The tensor of a node. */
    public static Tensor of(Node node) {
        return new Tensor(node);
    }

    static Tensor of(Op op, Tensor... inputs) {
        Node[] nodes = new Node[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            nodes[i] = inputs[i].node;
        }
        return new Tensor(Node.of(op, nodes));
    }

    /** The tensor that holds these elements. */
    public static Tensor of(Data data) {
        return new Tensor(Node.constant(data));
    }

    /** A float32 vector. */
    public static Tensor of(float... values) {
        return of(values, Shape.of(values.length));
    }

    /** A float32 tensor; the array is copied. */
    public static Tensor of(float[] values, Shape shape) {
        return of(values.clone(), DType.FLOAT32, shape, values.length);
    }

    /** A float32 matrix from rows of equal length. */
    public static Tensor of(float[][] rows) {
        return matrix(rows, DType.FLOAT32);
    }

    /** A float64 matrix from rows of equal length. */
    public static Tensor of(double[][] rows) {
        return matrix(rows, DType.FLOAT64);
    }

    private static Tensor matrix(Object[] rows, DType dtype) {
        int width = rows.length == 0 ? 0 : Array.getLength(rows[0]);
        Object values = dtype.newArray(rows.length * width);
        for (int row = 0; row < rows.length; row++) {
            int length = Array.getLength(rows[row]);
            if (length != width) {
                throw new ShapeException("row " + row + " has " + length + " elements, row 0 has " + width);
            }
            System.arraycopy(rows[row], 0, values, row * width, width);
        }
        return of(values, dtype, Shape.of(rows.length, width), rows.length * width);
    }

    /** A float64 vector. */
    public static Tensor of(double... values) {
        return of(values, Shape.of(values.length));
    }

    /** A float64 tensor; the array is copied. */
    public static Tensor of(double[] values, Shape shape) {
        return of(values.clone(), DType.FLOAT64, shape, values.length);
    }

    /** An int32 vector. */
    public static Tensor of(int... values) {
        return of(values, Shape.of(values.length));
    }

    /** An int32 tensor; the array is copied. */
    public static Tensor of(int[] values, Shape shape) {
        return of(values.clone(), DType.INT32, shape, values.length);
    }

    /** An int64 vector. */
    public static Tensor of(long... values) {
        return of(values, Shape.of(values.length));
    }

    /** An int64 tensor; the array is copied. */
    public static Tensor of(long[] values, Shape shape) {
        return of(values.clone(), DType.INT64, shape, values.length);
    }

    /** A bool vector. */
    public static Tensor of(boolean... values) {
        int[] flags = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            flags[i] = values[i] ? 1 : 0;
        }
        return of(flags, DType.BOOL, Shape.of(values.length), values.length);
    }

    private static Tensor of(Object array, DType dtype, Shape shape, int length) {
        if (shape.size() != length) {
            throw new ShapeException(length + " values are not " + shape + ", which has " + shape.size() + " elements");
        }
        return of(new Data(new Type(shape, dtype), array));
    }

    /** A float32 scalar. */
    public static Tensor scalar(double value) {
        return scalar(value, DType.FLOAT32);
    }

    /** A scalar of any dtype, which must be able to hold the value. Like every tensor made from values it is one of its own: gradients by equal scalars differ. */
    public static Tensor scalar(double value, DType dtype) {
        return of(Broadcasting.literal(dtype, value).data(Shape.SCALAR));
    }

    /** A tensor filled with one number. */
    public static Tensor full(Shape shape, double value, DType dtype) {
        return scalar(value, dtype).broadcastTo(shape);
    }

    /** Float32 zeros. */
    public static Tensor zeros(int... extents) {
        return full(Shape.of(extents), 0, DType.FLOAT32);
    }

    /** Float32 ones. */
    public static Tensor ones(int... extents) {
        return full(Shape.of(extents), 1, DType.FLOAT32);
    }

    /** 0, 1, 2 … extent − 1. */
    public static Tensor iota(int extent, DType dtype) {
        if (dtype == DType.BOOL) {
            throw new DTypeException("iota: numbers are no bool");
        }
        return of(new Leaf.Iota(extent, dtype));
    }

    /**
     * Float32 numbers [count] at equal distances, the first and the last among them.
     *
     * @throws ShapeException if they are fewer than two
     */
    public static Tensor linspace(double first, double last, int count) {
        if (count < 2) {
            throw new ShapeException("linspace", count + " numbers", "two at least, the first and the last");
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (first + (last - first) * i / (count - 1));
        }
        return of(values);
    }

    /** The float32 identity matrix. */
    public static Tensor eye(int extent) {
        return eye(extent, DType.FLOAT32);
    }

    /** The identity matrix. */
    public static Tensor eye(int extent, DType dtype) {
        Tensor numbers = iota(extent, DType.INT32);
        return of(numbers.unsqueeze(1).eq(numbers).cast(dtype).data());
    }

    /** Tensors one after the other along an axis. */
    public static Tensor concat(int axis, List<Tensor> parts) {
        if (parts.isEmpty()) {
            throw new ShapeException("concat", "no tensors", "give at least one");
        }
        int at = parts.getFirst().shape().axis(axis);
        return parts.size() == 1 ? parts.getFirst() : of(new Movement.Concat(at), parts.toArray(Tensor[]::new));
    }

    /** Tensors of one shape along a new axis. */
    public static Tensor stack(int axis, List<Tensor> parts) {
        return concat(axis, parts.stream().map(part -> part.unsqueeze(axis)).toList());
    }

    /**
     * Einstein summation: {@code einsum("bij,bjk->bik", a, b)}. Each axis has a letter; letters that the result lacks are summed over,
     * a letter that stands twice in one operand takes its diagonal, {@code ...} stands for leading axes, which are broadcast, and without
     * an arrow the result has the letters that stand once, in alphabetical order.
     *
     * @throws ShapeException if the equation is none, or does not fit the shapes
     */
    public static Tensor einsum(String equation, Tensor... operands) {
        return Einsum.of(equation, List.of(operands));
    }

    @Override
    public Node node() {
        return node;
    }

    /** The extents of its axes, from the outermost; none of a scalar. Known before anything is computed. */
    public Shape shape() {
        return node.shape();
    }

    /** The type of its elements. */
    public DType dtype() {
        return node.dtype();
    }

    /** The user's line that made this tensor. */
    public Source source() {
        return node.source();
    }

    /** The elements, computed now if they are not yet. */
    public Data data() {
        return Evaluation.of(List.of(node)).getFirst();
    }

    /** Computes this tensor now. */
    public Tensor evaluate() {
        data();
        return this;
    }

    /** The only element, as a double. */
    public double item() {
        if (shape().size() != 1) {
            throw new ShapeException(
                    "item",
                    "a tensor of shape " + shape() + " has " + shape().size() + " elements",
                    "only one that has a single element is a number");
        }
        return data().getDouble(0);
    }

    /** The elements in row-major order, rounded to float if need be. */
    public float[] toFloats() {
        return data().toFloats();
    }

    /** The elements in row-major order. */
    public double[] toDoubles() {
        return data().toDoubles();
    }

    /** The elements in row-major order; floating values are truncated. */
    public long[] toLongs() {
        return data().toLongs();
    }

    /** The elements in row-major order; floating values are truncated, and those beyond an int become the nearest. */
    public int[] toInts() {
        if (dtype().isFloating()) {
            return java.util.Arrays.stream(toDoubles())
                    .mapToInt(value -> (int) value)
                    .toArray();
        }
        return java.util.Arrays.stream(toLongs()).mapToInt(value -> (int) value).toArray();
    }

    /** Two tensors are equal if they are the same node of the graph; for comparing elements see {@link #eq}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor && tensor.node == node;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(node);
    }

    /** The elements in nested brackets, the middle of long axes left out, with shape and dtype. */
    @Override
    public String toString() {
        boolean given = Evaluation.isKnowable(node);
        return given ? Printing.of(data()) : node.toString();
    }
}
