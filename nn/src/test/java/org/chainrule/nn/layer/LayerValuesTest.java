package org.chainrule.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.chainrule.Compiled;
import org.chainrule.Convolution;
import org.chainrule.Gradient;
import org.chainrule.Pooling;
import org.chainrule.RandomKey;
import org.chainrule.RowSparse;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Context;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Dropout;
import org.junit.jupiter.api.Test;

/** What layers compute, beside the same in plain loops. */
class LayerValuesTest {
    private static final RandomKey KEY = RandomKey.of(3);

    private static Tensor random(int... extents) {
        return RandomKey.of(5).normal(Shape.of(extents)).evaluate();
    }

    /** Interpreted and compiled. */
    private static void isClose(UnaryOperator<Tensor> layer, Tensor x, double... expected) {
        for (Tensor y : new Tensor[] {layer.apply(x), Compiled.of(layer).apply(x)}) {
            double[] values = y.cast(DType.FLOAT64).toDoubles();
            assertThat(values).hasSameSizeAs(expected);
            for (int i = 0; i < values.length; i++) {
                assertThat(values[i]).as("element " + i).isCloseTo(expected[i], within(1e-5));
            }
        }
    }

    private static double[] doubles(Tensor x) {
        return x.cast(DType.FLOAT64).toDoubles();
    }

    private static double sigma(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void aConvolutionIsASumOverWindowsAndChannels() {
        Conv2d plain = Conv2d.of(2, 3, 2, Convolution.PLAIN.withStride(2).withPadding(1), KEY);
        Conv2d layer = new Conv2d(plain.weight(), Tensor.of(1f, -2, 3), plain.how());
        Tensor x = random(2, 2, 4, 5);
        double[] input = doubles(x);
        double[] weight = doubles(layer.weight());
        double[] bias = {1, -2, 3};
        double[] expected = new double[2 * 3 * 3 * 3];
        int at = 0;
        for (int b = 0; b < 2; b++) {
            for (int o = 0; o < 3; o++) {
                for (int row = -1; row < 4; row += 2) {
                    for (int column = -1; column < 5; column += 2) {
                        double sum = bias[o];
                        for (int place = 0; place < 8; place++) {
                            int c = place / 4;
                            int i = row + place / 2 % 2;
                            int j = column + place % 2;
                            boolean inside = i >= 0 && i < 4 && j >= 0 && j < 5;
                            sum += inside ? input[((b * 2 + c) * 4 + i) * 5 + j] * weight[o * 8 + place] : 0;
                        }
                        expected[at++] = sum;
                    }
                }
            }
        }
        isClose(layer::apply, x, java.util.Arrays.copyOf(expected, at));
    }

    @Test
    void adaptivePoolingHasBinsThatOverlap() {
        Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 9}, Shape.of(1, 1, 1, 5));
        isClose(new AdaptiveAveragePool2d(1, 2)::apply, x, 2, 16.0 / 3);
        isClose(new AdaptiveMaxPool2d(1, 3)::apply, x, 2, 4, 9);
        isClose(new AdaptiveAveragePool2d(1, 1)::apply, x, 3.8);
        Tensor sequence = x.squeeze(2);
        isClose(new AdaptiveAveragePool1d(2)::apply, sequence, 2, 16.0 / 3);
        isClose(new AdaptiveMaxPool1d(3)::apply, sequence, 2, 4, 9);
    }

    @Test
    void poolingOverOneAxisPutsWindowsTogether() {
        Tensor x = Tensor.of(new float[] {1, -2, 3, 4, -9}, Shape.of(1, 1, 5));
        isClose(MaxPool1d.of(2)::apply, x, 1, 4);
        isClose(AveragePool1d.of(2)::apply, x, -0.5, 3.5);
        Pooling padded = Pooling.of(3).withStride(2).withPadding(1);
        isClose(new MaxPool1d(padded)::apply, x, 1, 4, 4);
        isClose(new AveragePool1d(padded)::apply, x, -1.0 / 3, 5.0 / 3, -5.0 / 3);
    }

    @Test
    void anLstmGoesStepByStep() {
        int hidden = 2;
        Lstm layer = Lstm.of(3, hidden, KEY);
        Tensor x = random(1, 4, 3);
        RecurrentWeights weights = layer.layers().getFirst().getFirst();
        double[] h = new double[hidden];
        double[] c = new double[hidden];
        double[] expected = new double[4 * hidden];
        for (int step = 0; step < 4; step++) {
            double[] gates = gates(weights.input(), weights.inputBias(), doubles(x.get(1, step)));
            double[] more = gates(weights.recurrent(), weights.recurrentBias(), h);
            for (int i = 0; i < hidden; i++) {
                double in = sigma(gates[i] + more[i]);
                double forget = sigma(gates[hidden + i] + more[hidden + i]);
                double next = Math.tanh(gates[2 * hidden + i] + more[2 * hidden + i]);
                double out = sigma(gates[3 * hidden + i] + more[3 * hidden + i]);
                c[i] = forget * c[i] + in * next;
                expected[step * hidden + i] = out * Math.tanh(c[i]);
            }
            System.arraycopy(expected, step * hidden, h, 0, hidden);
        }
        isClose(layer::apply, x, expected);
        isClose(input -> layer.run(input).cell(), x, c);
        isClose(input -> layer.run(input).hidden(), x, h);
    }

    @Test
    void aGruGoesStepByStep() {
        int hidden = 2;
        Gru layer = Gru.of(3, hidden, KEY);
        Tensor x = random(1, 3, 3);
        RecurrentWeights weights = layer.layers().getFirst().getFirst();
        double[] h = new double[hidden];
        double[] expected = new double[3 * hidden];
        for (int step = 0; step < 3; step++) {
            double[] below = gates(weights.input(), weights.inputBias(), doubles(x.get(1, step)));
            double[] before = gates(weights.recurrent(), weights.recurrentBias(), h);
            for (int i = 0; i < hidden; i++) {
                double reset = sigma(below[i] + before[i]);
                double update = sigma(below[hidden + i] + before[hidden + i]);
                double next = Math.tanh(below[2 * hidden + i] + reset * before[2 * hidden + i]);
                expected[step * hidden + i] = (1 - update) * next + update * h[i];
            }
            System.arraycopy(expected, step * hidden, h, 0, hidden);
        }
        isClose(layer::apply, x, expected);
    }

    private static double[] gates(Tensor weight, Tensor bias, double[] x) {
        double[] matrix = doubles(weight);
        double[] sums = doubles(bias);
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] += x[i] * matrix[i * sums.length + j];
            }
        }
        return sums;
    }

    @Test
    void theBackwardDirectionIsTheForwardOneOfTheSequenceTurnedRound() {
        Rnn both = Rnn.of(3, 2, 1, true, KEY);
        Rnn backward = new Rnn(
                java.util.List.of(java.util.List.of(both.layers().getFirst().get(1))));
        Tensor x = random(2, 4, 3);
        double[] expected = doubles(backward.apply(x.flip(1)).flip(1));
        isClose(input -> both.apply(input).slice(-1, 2, 4), x, expected);
    }

    @Test
    void statesGoOnWhereTheyEnded() {
        Gru layer = Gru.of(3, 2, 2, false, KEY);
        Tensor x = random(2, 5, 3);
        Context inference = Context.inference();
        Gru.Output first = layer.run(x.slice(1, 0, 2), Tensor.zeros(2, 2, 2), inference);
        isClose(
                y -> layer.run(y.slice(1, 2, 5), first.hidden(), inference).output(),
                x,
                doubles(layer.apply(x).slice(1, 2, 5)));
    }

    @Test
    void dropoutIsBetweenTheLayersAndInTrainingAlone() {
        Lstm plain = Lstm.of(3, 2, 2, true, KEY);
        Lstm dropped = plain.with(new Dropout(1));
        Tensor x = random(2, 4, 3);
        isClose(dropped::apply, x, doubles(plain.apply(x)));
        // the upper layer then sees zeros alone
        Lstm upper = new Lstm(plain.layers().subList(1, 2));
        Context context = Context.training(KEY);
        isClose(y -> dropped.apply(y, Context.training(KEY)), x, doubles(upper.apply(Tensor.zeros(2, 4, 4))));
        dropped.apply(x, context);
        context.requireReached(dropped);
        assertThatThrownBy(() -> Rnn.of(3, 2, KEY).with(new Dropout()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between");
    }

    @Test
    void normsBringToMeanZeroAndVarianceOne() {
        Tensor x = Tensor.of(new float[] {1, 2, 3, 6, 0, 0, 0, 0}, Shape.of(2, 4));
        double root = Math.sqrt(3.5 + 1e-5);
        double[] expected = {-2 / root, -1 / root, 0, 3 / root, 0, 0, 0, 0};
        isClose(LayerNorm.of(4)::apply, x, expected);
        isClose(y -> GroupNorm.of(1, 2).apply(y.reshape(2, 2, 2)), x, expected);
        double size = Math.sqrt(12.5 + 1e-6);
        isClose(RmsNorm.of(4)::apply, x, 1 / size, 2 / size, 3 / size, 6 / size, 0, 0, 0, 0);
    }

    @Test
    void attentionOfOneHeadIsAMeanByLikeness() {
        MultiHeadAttention layer = MultiHeadAttention.of(2, 1, KEY);
        Tensor x = random(1, 3, 2);
        double[] q = doubles(layer.query().apply(x));
        double[] k = doubles(layer.key().apply(x));
        double[] v = doubles(layer.value().apply(x));
        double[] heard = new double[6];
        for (int i = 0; i < 3; i++) {
            double total = 0;
            for (int j = 0; j < 3; j++) {
                double weight = Math.exp((q[2 * i] * k[2 * j] + q[2 * i + 1] * k[2 * j + 1]) / Math.sqrt(2));
                total += weight;
                heard[2 * i] += weight * v[2 * j];
                heard[2 * i + 1] += weight * v[2 * j + 1];
            }
            heard[2 * i] /= total;
            heard[2 * i + 1] /= total;
        }
        double[] expected =
                doubles(layer.output().apply(Tensor.of(heard, Shape.of(1, 3, 2)).cast(DType.FLOAT32)));
        isClose(layer::apply, x, expected);
    }

    @Test
    void causalAttentionDoesNotSeeWhatFollows() {
        MultiHeadAttention layer = MultiHeadAttention.of(4, 2, KEY).asCausal().with(new Rotary());
        Tensor x = random(2, 5, 4);
        double[] expected = doubles(layer.apply(x).slice(1, 0, 3));
        isClose(y -> layer.apply(y.slice(1, 0, 3)), x, expected);
        Tensor gradient = Gradient.of(layer.apply(x).slice(1, 0, 3).sum()).at(x);
        assertThat(gradient.slice(1, 3, 5).abs().max().item()).isZero();
    }

    @Test
    void whatSeesNothingGetsTheBias() {
        MultiHeadAttention layer = MultiHeadAttention.of(4, 2, KEY);
        Tensor none = Tensor.full(Shape.of(1), 0, DType.BOOL);
        isClose(x -> layer.apply(x, x, Optional.of(none)), random(1, 2, 4), new double[8]);
    }

    @Test
    void rotatedProductsDependOnTheDistanceAlone() {
        Tensor a = random(1, 4).broadcastTo(6, 4);
        Tensor b = RandomKey.of(9).normal(Shape.of(1, 4)).broadcastTo(6, 4);
        float[] products =
                new Rotary().apply(a).matmul(new Rotary().apply(b).transpose()).toFloats();
        for (int i = 0; i + 7 < products.length; i++) {
            if (i % 6 != 5) {
                assertThat(products[i + 7]).isCloseTo(products[i], within(1e-4f));
            }
        }
        assertThat(products[1]).isNotCloseTo(products[0], within(1e-4f));
    }

    @Test
    void anEmbeddingsGradientIsSparse() {
        Embedding layer = Embedding.of(1000, 3, KEY);
        Tensor loss = layer.apply(Tensor.of(7, 7, 999)).square().sum();
        RowSparse rows = RowSparse.of(Gradient.of(loss).at(layer).table()).orElseThrow();
        assertThat(rows.rows().toInts()).containsExactly(7, 7, 999);
    }

    @Test
    void wrongShapesAreReportedWithWhatIsExpected() {
        assertThatThrownBy(() -> Dense.of(3, 2, KEY).apply(random(4, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("dense layer: input [4, 2] ([batch …, 3 inputs])");
        assertThatThrownBy(() -> Lstm.of(3, 2, KEY).apply(random(4, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[batch, steps, 3 inputs]");
        assertThatThrownBy(() -> LayerNorm.of(4).apply(random(2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[2, 3]")
                .hasMessageContaining("[4]");
        assertThatThrownBy(() -> MultiHeadAttention.of(4, 3, KEY)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> new Residual(new Flatten()).apply(random(2, 3, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[2, 6]");
        assertThatThrownBy(() -> GroupNorm.of(3, 4).apply(random(2, 4))).isInstanceOf(ShapeException.class);
    }
}
