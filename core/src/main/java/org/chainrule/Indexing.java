package org.chainrule;

import java.util.stream.IntStream;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/** Look-ups by index in one axis or in several, and their transposes. An index out of range is an error when it runs. */
public sealed interface Indexing permits Tensor {
    Node node();

    /**
     * Of whole numbers: each as a row of zeros with a one at its place, along a new last axis. A number outside 0 … classes − 1 is a row
     * of zeros.
     */
    default Tensor oneHot(int classes, DType dtype) {
        if (!node().dtype().isInteger()) {
            throw new DTypeException("oneHot: " + node().type() + " are no whole numbers; cast() them first");
        }
        return Tensor.of(node())
                .unsqueeze(-1)
                .eq(Tensor.iota(classes, node().dtype()))
                .cast(dtype);
    }

    /**
     * Along an axis the elements at indices, which differ from place to place: for axis 1 of a matrix {@code y[i, j] = x[i, index[i, j]]},
     * as NumPy's take_along_axis.
     *
     * @param indices int32 or int64, of this tensor's rank; all axes but the named one have this tensor's extents
     */
    default Tensor takeAlongAxis(int axis, Tensor indices) {
        Tensor x = Tensor.of(node());
        return x.flatten().gather(0, Places.along("takeAlongAxis", x.shape(), axis, indices));
    }

    /**
     * The transpose of {@link #takeAlongAxis}: every element added into zeros at its index along an axis of that extent.
     *
     * @param indices of this tensor's shape
     */
    default Tensor addAlongAxis(int axis, Tensor indices, int extent) {
        Shape shape = node().shape();
        if (!indices.shape().equals(shape)) {
            throw new ShapeException(
                    "addAlongAxis", "indices " + indices.shape() + " of " + node().type(), "an index for each element");
        }
        Shape into = shape.with(axis, extent);
        Tensor places = Places.along("addAlongAxis", into, axis, indices);
        return Tensor.of(node())
                .flatten()
                .scatterAdd(0, places.flatten(), into.size())
                .reshape(into);
    }

    /**
     * What stands at places given by several indices: with indices [i …, k] and this tensor [n₁ … n_k, rest …] the result is [i …,
     * rest …], {@code y[i …] = x[index[i …, 0], …, index[i …, k − 1]]}.
     */
    default Tensor gatherAt(Tensor indices) {
        Shape shape = node().shape();
        int count = Places.count("gatherAt", shape, indices);
        Shape rest = shape.range(count, shape.rank());
        Tensor table =
                Tensor.of(node()).reshape(Shape.of(shape.range(0, count).size()).append(rest));
        return table.gather(0, Places.of(shape, indices));
    }

    /**
     * The transpose of {@link #gatherAt}: this tensor's slices [i …, rest …] added into zeros of a shape [n₁ … n_k, rest …] at places given
     * by indices [i …, k].
     */
    default Tensor scatterAddAt(Tensor indices, Shape into) {
        int count = Places.count("scatterAddAt", into, indices);
        Shape outer = indices.shape().range(0, indices.shape().rank() - 1);
        Shape rest = into.range(count, into.rank());
        if (!node().shape().equals(outer.append(rest))) {
            throw new ShapeException(
                    "scatterAddAt",
                    node().shape() + " at indices " + indices.shape() + " into " + into,
                    "the slices have shape " + outer.append(rest));
        }
        return Tensor.of(node())
                .scatterAdd(0, Places.of(into, indices), into.range(0, count).size())
                .reshape(into);
    }

    /** The indices 0, 1, 2 … (int32) along an axis, shaped so that they broadcast against this tensor. */
    default Tensor indicesAlong(int axis) {
        Shape shape = node().shape();
        int at = shape.axis(axis);
        int[] extents = IntStream.range(0, shape.rank() - at)
                .map(after -> after == 0 ? shape.extent(at) : 1)
                .toArray();
        return Tensor.iota(shape.extent(at), DType.INT32).reshape(extents);
    }
}
