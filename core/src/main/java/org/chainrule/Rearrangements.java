package org.chainrule;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.graph.DType;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/** Movements composed of others: diagonals, triangles, rotations, copies, parts. */
public sealed interface Rearrangements permits Tensor {
    Node node();

    /** The elements whose indices along two axes are equal, along a new last axis; the two axes, which have one extent, disappear. */
    default Tensor diagonal(int first, int second) {
        Shape shape = node().shape();
        int a = shape.axis(first);
        int b = shape.axis(second);
        int extent = shape.extent(a);
        if (a == b || shape.extent(b) != extent) {
            throw new ShapeException(
                    "diagonal", "axes " + first + " and " + second + " of shape " + shape, "two axes of one extent");
        }
        IntStream others = IntStream.range(0, shape.rank()).filter(axis -> axis != a && axis != b);
        Tensor last = Tensor.of(node())
                .permute(IntStream.concat(others, IntStream.of(a, b)).toArray());
        Shape rest = last.shape().range(0, shape.rank() - 2);
        return last.reshape(rest.append(Shape.of(extent * extent))).slice(-1, 0, extent * extent, extent + 1);
    }

    /** The last axis laid on the diagonal of a matrix that is zero elsewhere: [before …, n] gives [before …, n, n]. */
    default Tensor diagonalMatrix() {
        Tensor numbers = Tensor.iota(node().shape().extent(-1), DType.INT32);
        return numbers.unsqueeze(1).eq(numbers).where(Tensor.of(node()).unsqueeze(-1), zero());
    }

    /** The matrices with zeros above a diagonal: {@code offset} 0 is the main one, positive ones lie above it. */
    default Tensor lowerTriangle(int offset) {
        return distance("lowerTriangle").le(offset).where(Tensor.of(node()), zero());
    }

    default Tensor lowerTriangle() {
        return lowerTriangle(0);
    }

    /** The matrices with zeros below a diagonal: {@code offset} 0 is the main one, positive ones lie above it. */
    default Tensor upperTriangle(int offset) {
        return distance("upperTriangle").ge(offset).where(Tensor.of(node()), zero());
    }

    default Tensor upperTriangle() {
        return upperTriangle(0);
    }

    private Tensor zero() {
        return Tensor.of(node()).like(0);
    }

    /** Column minus row of every element of a matrix. */
    private Tensor distance(String name) {
        Shape shape = node().shape();
        if (shape.rank() < 2) {
            throw new ShapeException(name, "shape " + shape, "it takes at least two axes");
        }
        Tensor rows = Tensor.iota(shape.extent(-2), DType.INT32).unsqueeze(1);
        return Tensor.iota(shape.extent(-1), DType.INT32).sub(rows);
    }

    /** Every element moved on by {@code shift} along an axis; what leaves at the end comes back at the start. */
    default Tensor roll(int axis, int shift) {
        int extent = node().shape().extent(axis);
        Tensor x = Tensor.of(node());
        int cut = extent == 0 ? 0 : extent - Math.floorMod(shift, extent);
        return cut == extent || extent == 0
                ? x
                : Tensor.concat(axis, List.of(x.slice(axis, cut, extent), x.slice(axis, 0, cut)));
    }

    /** Every element of an axis so many times, one after the other: a, a, b, b. */
    default Tensor repeat(int axis, int times) {
        return copies("repeat", axis, times, 1);
    }

    /** The whole axis so many times, one after the other: a, b, a, b. */
    default Tensor tile(int axis, int times) {
        return copies("tile", axis, times, 0);
    }

    private Tensor copies(String name, int axis, int times, int after) {
        Shape shape = node().shape();
        int at = shape.axis(axis);
        if (times < 0) {
            throw new ShapeException(name, times + " times along axis " + axis + " of shape " + shape, "0 or more");
        }
        Tensor inserted = Tensor.of(node()).unsqueeze(at + after);
        Tensor copied = inserted.broadcastTo(inserted.shape().with(at + after, times));
        return copied.reshape(shape.with(at, Math.multiplyExact(shape.extent(at), times)));
    }

    /** The parts of an axis, each of that size, the last of what is left. */
    default List<Tensor> split(int axis, int size) {
        Shape shape = node().shape();
        int extent = shape.extent(axis);
        if (size < 1) {
            throw new ShapeException("split", "parts of " + size + " along axis " + axis + " of " + shape, "1 or more");
        }
        return Stream.iterate(0, from -> from < extent, from -> from + size)
                .map(from -> Tensor.of(node()).slice(axis, from, Math.min(extent, from + size)))
                .toList();
    }
}
