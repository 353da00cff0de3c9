package org.chainrule.nn.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.Checkpoint;
import org.chainrule.Scan;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;

/**
 * Attention block by block of the queries: of the scores [batch, heads, steps, others] only those of one block exist at a time, and are
 * made again for the gradient. So memory grows with the steps, not with their square. See docs/decisions/0009-attention.md.
 *
 * @param attention what is computed; each row of scores is whole, so it is the same as without blocks
 * @param block the number of queries that are answered at once
 */
record AttentionBlocks(ScaledDotProduct attention, int block) {
    /** Causal blocks run in so many groups, each by the keys up to its last query: little of what lies above the diagonal is computed. */
    private static final int GROUPS = 4;

    /** [batch, heads, steps, d]. */
    Tensor of(Tensor queries, Tensor keys, Tensor values) {
        int steps = queries.shape().extent(2);
        int blocks = steps / block;
        int group = attention.causal() ? Math.ceilDiv(blocks, GROUPS) : blocks;
        List<Tensor> parts = new ArrayList<>();
        for (int first = 0; first < blocks; first += group) {
            int count = Math.min(group, blocks - first);
            parts.add(part(queries, keys, values, first * block, count, block));
        }
        int rest = steps - blocks * block;
        if (rest > 0) {
            parts.add(part(queries, keys, values, blocks * block, 1, rest));
        }
        return Tensor.concat(2, parts);
    }

    /** What some of the queries hear: those from one on, so many blocks of a size. */
    private Tensor part(Tensor queries, Tensor keys, Tensor values, int from, int count, int size) {
        int to = from + count * size;
        int reach = attention.reach(to, keys);
        Tensor turnedKeys = keys.slice(2, 0, reach).transpose();
        Tensor nearValues = values.slice(2, 0, reach);
        List<Tensor> sequences = new ArrayList<>();
        sequences.add(blocks(queries.slice(2, from, to), count));
        sequences.add(Tensor.iota(count, DType.INT32).mul(size).add(from));
        Optional<Tensor> visible = attention.near(reach).visible();
        visible.filter(mask -> ScaledDotProduct.isAlong(mask, -2))
                .ifPresent(mask -> sequences.add(blocks(mask.slice(-2, from, to), count)));
        Checkpoint<List<Tensor>, WeightedSums> sums = Checkpoint.of(given -> {
            Optional<Tensor> mask = given.size() > 2 ? Optional.of(given.get(2)) : visible;
            Tensor positions = given.get(0).indicesAlong(2).add(given.get(1));
            ScaledDotProduct here = new ScaledDotProduct(attention.causal(), mask);
            return WeightedSums.of(
                    given.get(0), turnedKeys, nearValues, here.seen(positions, reach), here.hearsSomething());
        });
        List<Tensor> none = List.of();
        WeightedSums all = Scan.of(
                        (List<Tensor> carry, List<Tensor> given) -> new Scan.Step<>(carry, sums.apply(given)))
                .over(none, sequences)
                .output();
        return joined(all.mean());
    }

    /** [batch, heads, count·size, d] to [count, batch, heads, size, d]; masks may have fewer axes before the last two. */
    private static Tensor blocks(Tensor x, int count) {
        Shape shape = x.shape();
        int before = shape.rank() - 2;
        int[] order = IntStream.range(0, shape.rank() + 1)
                .map(axis -> axis == 0 ? before : axis <= before ? axis - 1 : axis)
                .toArray();
        return x.reshape(shape.range(0, before).append(Shape.of(count, shape.extent(-2) / count, shape.extent(-1))))
                .permute(order);
    }

    /** And back. */
    private static Tensor joined(Tensor blocks) {
        Shape shape = blocks.shape();
        return blocks.permute(1, 2, 0, 3, 4)
                .reshape(shape.extent(1), shape.extent(2), shape.extent(0) * shape.extent(3), shape.extent(4));
    }
}
