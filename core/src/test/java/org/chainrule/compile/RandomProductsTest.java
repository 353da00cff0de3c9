package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.graph.Data;
import org.chainrule.graph.Node;
import org.chainrule.threads.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Random networks of products with what runs on their tiles, backward too: activations, norms, sums of rows, parts that are joined or taken, look-ups.
 * Compiled they are what the reference computes, and the same bits with any number of threads.
 */
class RandomProductsTest {
    private static final int[] ROWS = {16, 32, 48, 90};
    private static final int[] COLUMNS = {10, 64, 70, 128};

    @SuppressWarnings("unused")
    static final List<Integer> SEEDS = IntStream.range(0, 120).boxed().toList();

    private final List<Tensor> leaves = new ArrayList<>();
    private final List<Tensor> tensors = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom();
    private int rows;
    private int columns;

    @ParameterizedTest
    @FieldSource("SEEDS")
    void compiledIsWhatTheReferenceComputes(int seed) {
        random = new SplittableRandom(seed);
        rows = ROWS[random.nextInt(ROWS.length)];
        columns = COLUMNS[random.nextInt(COLUMNS.length)];
        tensors.add(leaf(rows, columns));
        tensors.add(leaf(rows, columns).matmul(weight()));
        for (int i = 0; i < 7; i++) {
            tensors.add(grown(any(), any()));
        }
        Tensor loss = tensors.getLast().square().mean();
        List<Tensor> outputs = new ArrayList<>(Gradient.of(loss).at(List.copyOf(leaves)));
        outputs.add(loss);
        IntStream.range(0, random.nextInt(3)).forEach(_ -> outputs.add(any()));
        Tensor[] asked = outputs.stream().distinct().toArray(Tensor[]::new);
        Parity.check(asked);
        List<Node> nodes =
                IntStream.range(0, asked.length).mapToObj(i -> asked[i].node()).toList();
        try (Workers one = Workers.of(1);
                Workers three = Workers.of(3)) {
            List<Data> expected = Parity.run(nodes, one);
            List<Data> actual = Parity.run(nodes, three);
            for (int i = 0; i < nodes.size(); i++) {
                assertThat(actual.get(i).array()).isEqualTo(expected.get(i).array());
            }
        }
    }

    private Tensor leaf(int... extents) {
        Tensor leaf = Parity.random(leaves.size() + 1, extents);
        leaves.add(leaf);
        return leaf;
    }

    private Tensor weight() {
        return leaf(columns, columns).mul(1 / Math.sqrt(columns));
    }

    private Tensor any() {
        int first = Math.max(0, tensors.size() - 3);
        return tensors.get(first + random.nextInt(tensors.size() - first));
    }

    private Tensor grown(Tensor x, Tensor other) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> x.matmul(weight()).add(leaf(columns));
            case 2 -> x.matmul(weight()).tanh();
            case 3 -> x.mul(x.mul(Math.sqrt(0.5)).erf().add(1)).mul(0.5);
            case 4 -> x.softmax(1).mul(3).add(other);
            case 5 -> normal(x).mul(leaf(columns)).add(leaf(columns));
            case 6 -> x.sub(other.mean(0));
            case 7 -> x.add(other).mul(0.5);
            case 8 -> joined(x, other);
            case 9 ->
                x.gather(
                        0,
                        Tensor.of(
                                IntStream.range(0, rows).map(i -> 7 * i % rows).toArray()));
            case 10 -> x.transpose().matmul(other).mul(1.0 / rows).tanh().max(0).mul(x);
            default -> x.sub(x.max(1).unsqueeze(1)).exp();
        };
    }

    private static Tensor normal(Tensor x) {
        Tensor centred = x.sub(x.mean(1).unsqueeze(1));
        return centred.mul(centred.square().mean(1).add(0.1).sqrt().reciprocal().unsqueeze(1));
    }

    /** The upper rows of one and the lower of the other, each by a product of its own. */
    private Tensor joined(Tensor x, Tensor other) {
        Tensor upper = x.slice(0, 0, 16).matmul(weight()).tanh();
        return rows == 16
                ? upper
                : Tensor.concat(
                        0,
                        List.of(upper, other.slice(0, 16, rows).matmul(weight()).tanh()));
    }
}
