package org.chainrule.bench.libtorch.agree;

import java.util.Arrays;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptionalList;
import org.bytedeco.pytorch.TensorOptionalVector;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.chainrule.bench.agree.Asked;
import org.chainrule.bench.agree.Equations;
import org.chainrule.bench.agree.Table;

/** Contractions and look-ups. */
final class Products {
    private Products() {}

    static void in(Table<Tensor> table) {
        table.one("matmul", asked -> asked.x().matmul(asked.y()))
                .one("dot", asked -> asked.x().dot(asked.y()))
                .one("tensordot", asked -> torch.tensordot(asked.x(), asked.y(), new long[] {0, 2}, 1, 0))
                .one("einsum", asked -> torch.einsum(Equations.ALL.get(asked.number(0)), Movements.vector(asked)))
                .one("gather", Products::gather)
                .one(
                        "scatterAdd",
                        asked -> zeros(along(asked.x(), asked.number(0), asked.number(1)))
                                .index_add(asked.number(0), asked.y(), asked.x()))
                .one("indexAdd", asked -> asked.x().index_add(asked.number(0), asked.y(), asked.input(2)))
                .one("oneHot", asked -> torch.one_hot(asked.x(), asked.number(0)))
                .one("takeAlongAxis", asked -> asked.x().take_along_dim(asked.y(), new LongOptional(asked.number(0))))
                .one(
                        "addAlongAxis",
                        asked -> zeros(along(asked.x(), asked.number(0), asked.number(1)))
                                .scatter_add(asked.number(0), asked.y(), asked.x()))
                .one("gatherAt", asked -> torch.index(asked.x(), columns(asked.y())))
                .one(
                        "scatterAddAt",
                        asked -> torch.index_put(zeros(asked.longs()), columns(asked.y()), asked.x(), true))
                .one("indicesAlong", Products::indices);
    }

    /** libtorch's index_select takes a vector of indices. */
    private static Tensor gather(Asked<Tensor> asked) {
        int axis = asked.number(0);
        long[] table = asked.x().shape();
        long[] indices = asked.y().shape();
        long[] result = new long[table.length + indices.length - 1];
        System.arraycopy(table, 0, result, 0, axis);
        System.arraycopy(indices, 0, result, axis, indices.length);
        System.arraycopy(table, axis + 1, result, axis + indices.length, table.length - axis - 1);
        return asked.x().index_select(axis, asked.y().reshape(-1)).reshape(result);
    }

    private static Tensor indices(Asked<Tensor> asked) {
        long[] shape = asked.x().shape();
        int axis = asked.number(0);
        long[] broadcast = new long[shape.length - axis];
        Arrays.fill(broadcast, 1);
        broadcast[0] = shape[axis];
        return torch.arange(new Scalar((int) shape[axis])).reshape(broadcast);
    }

    private static long[] along(Tensor like, int axis, int extent) {
        long[] shape = like.shape();
        shape[axis] = extent;
        return shape;
    }

    private static Tensor zeros(long... shape) {
        return torch.zeros(shape, new TensorOptions(ScalarType.Double));
    }

    /** Pairs of indices as two vectors of them. */
    private static TensorOptionalList columns(Tensor pairs) {
        return new TensorOptionalList(new TensorOptionalVector(
                new TensorOptional(pairs.select(1, 0)), new TensorOptional(pairs.select(1, 1))));
    }
}
