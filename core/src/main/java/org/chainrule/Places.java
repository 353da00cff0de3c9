package org.chainrule;

import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;

/** Indices of several axes as places in row-major order. An index out of range becomes −1, so that the look-up reports it. */
final class Places {
    private Places() {}

    /** Where the elements lie whose index along one axis is given, and along the others is where the index stands. */
    static Tensor along(String name, Shape table, int axis, Tensor indices) {
        int at = table.axis(axis);
        whole(name, indices);
        boolean fits = indices.shape().rank() == table.rank();
        if (!fits || !indices.shape().without(at).equals(table.without(at))) {
            throw new ShapeException(
                    name,
                    "indices " + indices.shape() + " along axis " + axis + " of shape " + table,
                    "all extents but that axis's are equal");
        }
        int[] strides = table.strides();
        Tensor place = within(indices, table.extent(at)).mul(strides[at]);
        for (int other = 0; other < table.rank(); other++) {
            if (other != at && table.extent(other) > 1) {
                place = place.add(
                        indices.indicesAlong(other).cast(indices.dtype()).mul(strides[other]));
            }
        }
        return valid(indices, table.extent(at)).where(place, -1);
    }

    /** Where the slices lie whose indices along the first axes stand along the last axis. */
    static Tensor of(Shape table, Tensor indices) {
        int count = indices.shape().extent(-1);
        int[] strides = table.range(0, count).strides();
        Tensor place = indices.like(0).broadcastTo(indices.shape().without(-1));
        Tensor valid = place.eq(0);
        for (int axis = 0; axis < count; axis++) {
            Tensor index = indices.get(-1, axis);
            place = place.add(within(index, table.extent(axis)).mul(strides[axis]));
            valid = valid.and(valid(index, table.extent(axis)));
        }
        return valid.where(place, -1);
    }

    /** How many axes the indices name. */
    static int count(String name, Shape table, Tensor indices) {
        whole(name, indices);
        if (indices.shape().isScalar() || indices.shape().extent(-1) > table.rank()) {
            throw new ShapeException(
                    name,
                    "indices " + indices.shape() + " into shape " + table,
                    "the last axis of the indices has an index for each of the first axes");
        }
        return indices.shape().extent(-1);
    }

    private static void whole(String name, Tensor indices) {
        if (indices.dtype() != DType.INT32 && indices.dtype() != DType.INT64) {
            throw new DTypeException(
                    name + ": indices are int32 or int64, not " + indices.node().type());
        }
    }

    private static Tensor valid(Tensor index, int extent) {
        return index.ge(0).and(index.lt(extent));
    }

    /** The index where it is in range, 0 elsewhere: its place must not overflow. */
    private static Tensor within(Tensor index, int extent) {
        return valid(index, extent).where(index, 0);
    }
}
