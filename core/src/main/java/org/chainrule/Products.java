package org.chainrule;

import org.chainrule.graph.Gather;
import org.chainrule.graph.Node;
import org.chainrule.graph.ScatterAdd;
import org.chainrule.graph.ShapeException;

/**
 * Contractions and look-ups. All throw a {@link org.chainrule.graph.ShapeException} for shapes that do not fit, and a
 * {@link org.chainrule.graph.DTypeException} for operands of two dtypes or indices that are not whole numbers.
 */
public sealed interface Products permits Tensor {
    Node node();

    /**
     * The product of matrices, [batch …, m, k] · [batch …, k, n] = [batch …, m, n]; the batch axes are broadcast. A vector on
     * the left is one row, on the right one column, and its axis disappears from the result. Transposes cost nothing.
     */
    default Tensor matmul(Tensor other) {
        return Composed.matmul(Tensor.of(node()), other);
    }

    /** The scalar product of two vectors. */
    default Tensor dot(Tensor other) {
        return Tensor.of(node()).mul(other).sum();
    }

    /**
     * The sum of the products over axes of both, in order: the axes {@code left} of this tensor against the axes {@code right} of the
     * other. The remaining axes follow, this tensor's first.
     */
    default Tensor tensordot(Tensor other, int[] left, int[] right) {
        return Einsum.tensordot(Tensor.of(node()), other, left, right);
    }

    /**
     * Slices picked along an axis: for axis 0, row {@code indices[i]} of this table for every i.
     *
     * @param indices int32 or int64, from 0 to the axis's extent − 1 (anything else is an error when it runs); their shape
     *     takes the place of the axis
     */
    default Tensor gather(int axis, Tensor indices) {
        return Tensor.of(new Gather(node().shape().axis(axis)), Tensor.of(node()), indices);
    }

    /**
     * This tensor's slices added into zeros of that extent along an axis, each at its index: the transpose of
     * {@link #gather}.
     */
    default Tensor scatterAdd(int axis, Tensor indices, int extent) {
        int rank = node().shape().rank() - indices.shape().rank() + 1;
        int at = axis < 0 ? axis + rank : axis;
        if (at < 0 || at >= rank) {
            throw new ShapeException(
                    "scatterAdd",
                    "axis " + axis + " of updates " + node().shape() + " at indices " + indices.shape(),
                    "axes of the result go from " + -rank + " to " + (rank - 1));
        }
        return Tensor.of(ScatterAdd.intoZeros(at, extent, node(), indices.node()));
    }

    /**
     * This table with slices added along an axis, in order: for axis 0, {@code updates[i]} is added to row {@code indices[i]}. An index
     * that comes several times is added to each time. Where this table is a {@link CompiledLoop}'s state and the result is the next, only
     * the rows that are named are touched, whatever the table's size.
     *
     * @param indices int32 or int64, from 0 to the axis's extent − 1; anything else is an error when it runs
     * @param updates of this table's shape and dtype, but with the indices' shape in place of the axis
     */
    default Tensor indexAdd(int axis, Tensor indices, Tensor updates) {
        return Tensor.of(new ScatterAdd(node().shape().axis(axis)), Tensor.of(node()), updates, indices);
    }
}
