package org.chainrule.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.chainrule.Convolution;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.RowSparse;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Context;
import org.chainrule.nn.Dropout;
import org.junit.jupiter.api.Test;

/** Layers of several parts, and those that scatter, beside plain loops and their parts. In float64. */
class BlockValuesTest {
    private static final RandomKey KEY = RandomKey.of(13);

    private static Tensor random(int number, int... extents) {
        return KEY.fold(number).normal(Shape.of(extents)).cast(DType.FLOAT64).evaluate();
    }

    private static <L> L wide(L layer) {
        return Tree.map(layer, t -> t.cast(DType.FLOAT64).evaluate());
    }

    private static void same(Tensor actual, double... expected) {
        assertThat(actual.toDoubles()).containsExactly(expected, within(1e-12));
    }

    @Test
    void aGroupedDilatedConvolutionOverOneAxisIsASumOverItsWindows() {
        Convolution how =
                Convolution.PLAIN.withGroups(2).withDilation(2).withStride(2).withPadding(1);
        Conv1d layer = new Conv1d(random(1, 4, 1, 2), random(2, 4), how);
        Tensor x = random(3, 1, 2, 6);
        double[] w = layer.weight().toDoubles();
        double[] expected = new double[4 * 3];
        for (int out = 0; out < 4; out++) {
            for (int at = 0; at < 3; at++) {
                expected[out * 3 + at] = layer.bias().toDoubles()[out];
                for (int place = 0; place < 2; place++) {
                    int i = at * 2 - 1 + 2 * place;
                    if (i >= 0 && i < 6) {
                        expected[out * 3 + at] += w[out * 2 + place] * x.toDoubles()[out / 2 * 6 + i];
                    }
                }
            }
        }
        same(layer.apply(x), expected);
    }

    @Test
    void aTransposedConvolutionPutsAWindowWhereEachElementIs() {
        Convolution how = Convolution.PLAIN.withStride(2).withPadding(1).withOutputPadding(1);
        TransposedConv1d layer = new TransposedConv1d(random(1, 2, 3, 3), random(2, 3), how);
        Tensor x = random(3, 1, 2, 4);
        int length = 3 * 2 - 2 + 2 + 1 + 1;
        double[] expected = new double[3 * length];
        for (int out = 0; out < 3; out++) {
            for (int at = 0; at < length; at++) {
                expected[out * length + at] = layer.bias().toDoubles()[out];
            }
            for (int in = 0; in < 2; in++) {
                for (int i = 0; i < 4; i++) {
                    for (int place = 0; place < 3; place++) {
                        int at = i * 2 + place - 1;
                        if (at >= 0 && at < length) {
                            expected[out * length + at] +=
                                    x.toDoubles()[in * 4 + i] * layer.weight().toDoubles()[(in * 3 + out) * 3 + place];
                        }
                    }
                }
            }
        }
        same(layer.apply(x), expected);
        // over two axes, of which one is of one row
        TransposedConv2d flat = new TransposedConv2d(
                layer.weight().unsqueeze(2),
                layer.bias(),
                how.withStride(1, 2).withPadding(0, 1).withOutputPadding(0, 1));
        same(flat.apply(x.unsqueeze(2)), expected);
    }

    @Test
    void aBagIsTheSumTheMeanOrTheLargestOfItsRows() {
        Tensor table = Tensor.of(new double[][] {{1, -2}, {3, 4}, {-5, 6}});
        Tensor bags = Tensor.of(new int[] {0, 2, 1, 1}, Shape.of(2, 2));
        same(new EmbeddingBag(table, EmbeddingBag.Mode.SUM).apply(bags), -4, 4, 6, 8);
        same(new EmbeddingBag(table, EmbeddingBag.Mode.MEAN).apply(bags), -2, 2, 3, 4);
        same(new EmbeddingBag(table, EmbeddingBag.Mode.MAX).apply(bags), 1, 6, 3, 4);
        same(new Embedding(table).apply(bags), 1, -2, -5, 6, 3, 4, 3, 4);
        EmbeddingBag bag = new EmbeddingBag(table, EmbeddingBag.Mode.SUM);
        RowSparse rows =
                RowSparse.of(Gradient.of(bag.apply(bags).sum()).at(bag).table()).orElseThrow();
        assertThat(rows.rows().toInts()).containsExactly(0, 2, 1, 1);
    }

    @Test
    void eachHeadAttendsWithItsOwnShareOfTheWidthToWhatIsVisible() {
        MultiHeadAttention layer = wide(MultiHeadAttention.of(4, 2, KEY));
        Tensor x = random(1, 1, 2, 4);
        Tensor memory = random(2, 1, 3, 4);
        boolean[] visible = {true, false, true, true, true, false};
        double[] q = layer.query().apply(x).toDoubles();
        double[] k = layer.key().apply(memory).toDoubles();
        double[] v = layer.value().apply(memory).toDoubles();
        double[] heard = new double[8];
        for (int head = 0; head < 2; head++) {
            for (int i = 0; i < 2; i++) {
                double total = 0;
                double[] sum = new double[2];
                for (int j = 0; j < 3; j++) {
                    int query = 4 * i + 2 * head;
                    int key = 4 * j + 2 * head;
                    double score = (q[query] * k[key] + q[query + 1] * k[key + 1]) / Math.sqrt(2);
                    double weight = visible[3 * i + j] ? Math.exp(score) : 0;
                    total += weight;
                    sum[0] += weight * v[key];
                    sum[1] += weight * v[key + 1];
                }
                heard[4 * i + 2 * head] = sum[0] / total;
                heard[4 * i + 2 * head + 1] = sum[1] / total;
            }
        }
        Tensor mask = Tensor.of(visible).reshape(2, 3);
        same(
                layer.apply(x, memory, Optional.of(mask)),
                layer.output().apply(Tensor.of(heard, Shape.of(1, 2, 4))).toDoubles());
    }

    @Test
    void anEncoderBlockIsItsPartsWithShortcutsAround() {
        TransformerEncoderBlock block = wide(TransformerEncoderBlock.of(4, 2, 6, KEY));
        Tensor x = random(1, 2, 3, 4);
        Tensor first = x.add(block.attention().apply(block.attentionNorm().apply(x)));
        Tensor inner = block.forward().up().apply(block.forwardNorm().apply(first));
        Tensor expected = first.add(block.forward().down().apply(Activation.GELU.apply(inner)));
        same(block.apply(x), expected.toDoubles());
        Tensor last = block.attentionNorm().apply(x.add(block.attention().apply(x)));
        Tensor after = block.forwardNorm().apply(last.add(block.forward().apply(last)));
        same(block.normLast().apply(x), after.toDoubles());
        // what is all dropped leaves the shortcuts
        same(block.with(new Dropout(1)).apply(x, Context.training(KEY)), x.toDoubles());
    }

    @Test
    void aDecoderBlockSeesNeitherWhatFollowsNorWhatIsHidden() {
        TransformerDecoderBlock block = wide(TransformerDecoderBlock.of(4, 2, 6, KEY));
        Tensor x = random(1, 1, 3, 4);
        Tensor memory = random(2, 1, 3, 4);
        Context inference = Context.inference();
        Tensor said = x.add(block.own().apply(block.ownNorm().apply(x)));
        Tensor read = said.add(block.cross().apply(block.crossNorm().apply(said), memory));
        Tensor expected = read.add(block.forward().apply(block.forwardNorm().apply(read)));
        same(block.apply(x, memory, inference), expected.toDoubles());
        same(
                block.apply(x, memory, inference).slice(1, 0, 2),
                block.apply(x.slice(1, 0, 2), memory, inference).toDoubles());
        Tensor two = Tensor.of(true, true, false);
        same(
                block.normLast().apply(x, memory, Optional.empty(), Optional.of(two), inference),
                block.normLast().apply(x, memory.slice(1, 0, 2), inference).toDoubles());
        Tensor notFirst = Tensor.of(false, true, true);
        same(
                block.apply(x, memory, Optional.of(notFirst), Optional.empty(), inference)
                        .slice(1, 1, 3),
                block.apply(x.slice(1, 1, 3), memory, inference).toDoubles());
        same(block.with(new Dropout(1)).apply(x, memory, Context.training(KEY)), x.toDoubles());
        MultiHeadAttention turned = block.own().with(new Rotary());
        assertThat(block.with(turned).apply(x, memory, inference).toDoubles())
                .isNotEqualTo(block.apply(x, memory, inference).toDoubles());
    }
}
