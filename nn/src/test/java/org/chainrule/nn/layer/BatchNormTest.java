package org.chainrule.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Context;
import org.chainrule.nn.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the formulas, in plain loops. */
class BatchNormTest {
    private static final RandomKey KEY = RandomKey.of(3);

    /** Of float64, with weights, biases and running moments that are not those of the beginning. */
    private static BatchNorm norm(int channels) {
        BatchNorm first = Tree.map(BatchNorm.of(channels), t -> t.cast(DType.FLOAT64));
        RunningMoments running =
                new RunningMoments(random(1, channels), random(2, channels).square());
        return new BatchNorm(random(3, channels), random(4, channels), running, first.epsilon(), first.momentum());
    }

    private static Tensor random(int number, int... extents) {
        return KEY.fold(number).normal(Shape.of(extents)).cast(DType.FLOAT64).evaluate();
    }

    private static Context training() {
        return Context.training(KEY);
    }

    /** The values of a channel of [batch, channels, places]. */
    private static double[] channel(double[] x, int batch, int channels, int places, int channel) {
        double[] values = new double[batch * places];
        for (int i = 0; i < batch; i++) {
            System.arraycopy(x, (i * channels + channel) * places, values, i * places, places);
        }
        return values;
    }

    private static double mean(double... x) {
        double sum = 0;
        for (double value : x) {
            sum += value;
        }
        return sum / x.length;
    }

    private static double squares(double... x) {
        double mean = mean(x);
        double sum = 0;
        for (double value : x) {
            sum += (value - mean) * (value - mean);
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6})
    void inTrainingTheBatchIsNormalizedByItsOwnMoments(int places) {
        int batch = 4;
        int channels = 3;
        BatchNorm norm = norm(channels);
        Tensor x = places == 1
                ? random(9, batch, channels)
                : places == 5 ? random(9, batch, channels, 5) : random(9, batch, channels, 2, 3);
        Context context = training();
        double[] y = norm.apply(x, context).toDoubles();
        RunningMoments after = context.updated(norm, norm).running();
        for (int c = 0; c < channels; c++) {
            double[] given = channel(x.toDoubles(), batch, channels, places, c);
            double[] made = channel(y, batch, channels, places, c);
            double biased = squares(given) / given.length;
            for (int i = 0; i < given.length; i++) {
                double standard = (given[i] - mean(given)) / Math.sqrt(biased + 1e-5);
                double expected =
                        standard * norm.weight().toDoubles()[c] + norm.bias().toDoubles()[c];
                assertThat(made[i]).isCloseTo(expected, within(1e-12));
            }
            double unbiased = squares(given) / (given.length - 1);
            assertThat(after.mean().toDoubles()[c])
                    .isCloseTo(0.9 * norm.running().mean().toDoubles()[c] + 0.1 * mean(given), within(1e-12));
            assertThat(after.variance().toDoubles()[c])
                    .isCloseTo(0.9 * norm.running().variance().toDoubles()[c] + 0.1 * unbiased, within(1e-12));
        }
    }

    @Test
    void inInferenceTheRunningMomentsCount() {
        BatchNorm norm = norm(2);
        Tensor x = random(8, 1, 2, 3);
        double[] y = norm.apply(x).toDoubles();
        for (int i = 0; i < y.length; i++) {
            int c = i / 3;
            double standard = (x.toDoubles()[i] - norm.running().mean().toDoubles()[c])
                    / Math.sqrt(norm.running().variance().toDoubles()[c] + 1e-5);
            double expected =
                    standard * norm.weight().toDoubles()[c] + norm.bias().toDoubles()[c];
            assertThat(y[i]).isCloseTo(expected, within(1e-12));
        }
        assertThat(BatchNorm.of(2).apply(Tensor.zeros(0, 2)).shape()).isEqualTo(Shape.of(0, 2));
    }

    /** The same layer at two places. */
    record Twice(BatchNorm norm) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            return apply(x, Context.inference());
        }

        @Override
        public Tensor apply(Tensor x, Context context) {
            return norm.apply(norm.apply(x, context).mul(2).add(1), context);
        }
    }

    @Test
    void aLayerThatIsAppliedTwiceMeasuresTwice() {
        Twice model = new Twice(norm(3));
        Tensor x = random(7, 5, 3);
        Context first = training();
        Tensor between = model.norm().apply(x, first).mul(2).add(1);
        BatchNorm once = first.updated(model.norm(), model.norm());
        Context second = training();
        once.apply(between, second);
        Context both = training();
        model.apply(x, both);
        both.requireReached(model);
        assertThat(both.updated(model, model).norm().running().variance().toDoubles())
                .containsExactly(second.updated(once, once).running().variance().toDoubles(), within(1e-14));
    }

    /** What is varied. */
    record Varied(Tensor weight, Tensor bias, Tensor input) {}

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void itsGradientsInTrainingAreRightInBothOrders(int rank) {
        int[] extents = rank == 2 ? new int[] {4, 2} : rank == 3 ? new int[] {2, 2, 3} : new int[] {2, 2, 1, 2};
        BatchNorm norm = norm(2);
        GradCheck.of(
                        (Varied at) -> new BatchNorm(at.weight(), at.bias(), norm.running(), 1e-5, 0.1)
                                .apply(at.input(), training()),
                        new Varied(norm.weight(), norm.bias(), random(6, extents)))
                .order(2)
                .entries(8)
                .assertPassed();
    }

    @Test
    void itsGradientsInInferenceAreRightToo() {
        BatchNorm norm = norm(2);
        GradCheck.of(
                        (Varied at) ->
                                new BatchNorm(at.weight(), at.bias(), norm.running(), 1e-5, 0.1).apply(at.input()),
                        new Varied(norm.weight(), norm.bias(), random(6, 1, 2, 3)))
                .order(2)
                .assertPassed();
    }

    @Test
    void runningMomentsGetNoGradient() {
        BatchNorm norm = norm(2);
        Tensor x = random(5, 3, 2);
        for (Context context : new Context[] {training(), Context.inference()}) {
            BatchNorm gradient =
                    Gradient.of(norm.apply(x, context).square().sum()).at(norm);
            assertThat(gradient.running().mean().toDoubles()).containsOnly(0);
            assertThat(gradient.running().variance().toDoubles()).containsOnly(0);
            assertThat(gradient.bias().toDoubles()).doesNotContain(0);
        }
    }

    @Test
    void oneValueOfAChannelIsRefusedInTrainingAlone() {
        BatchNorm norm = BatchNorm.of(3);
        assertThatThrownBy(() -> norm.apply(Tensor.zeros(1, 3), training()))
                .isInstanceOf(ShapeException.class)
                .hasMessageContainingAll("[1, 3]", "at least two values");
        assertThatThrownBy(() -> norm.apply(Tensor.zeros(0, 3, 4), training())).isInstanceOf(ShapeException.class);
        assertThat(norm.apply(Tensor.zeros(1, 3, 2), training()).toFloats()).containsOnly(0);
        assertThat(norm.apply(Tensor.zeros(1, 3)).toFloats()).containsOnly(0);
    }

    @Test
    void otherChannelsAndMomentaAreRefused() {
        assertThatThrownBy(() -> BatchNorm.of(3).apply(Tensor.zeros(4, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContainingAll("[4, 2]", "3 channels");
        assertThatThrownBy(() -> BatchNorm.of(3).apply(Tensor.zeros(3))).isInstanceOf(ShapeException.class);
        BatchNorm norm = norm(1);
        assertThatThrownBy(() -> new BatchNorm(norm.weight(), norm.bias(), norm.running(), 1e-5, 1.1))
                .hasMessageContaining("momentum");
    }
}
