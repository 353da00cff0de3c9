package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.data.Dataset;
import org.chainrule.data.Examples;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Context;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Layer;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.nn.layer.BatchNorm;
import org.chainrule.nn.layer.RunningMoments;
import org.chainrule.optim.Accumulating;
import org.chainrule.optim.Adafactor;
import org.chainrule.optim.AdamW;
import org.chainrule.optim.Constant;
import org.chainrule.optim.Ema;
import org.chainrule.optim.Groups;
import org.chainrule.optim.Lamb;
import org.chainrule.optim.Muon;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.Rprop;
import org.chainrule.optim.Selection;
import org.chainrule.optim.Sgd;
import org.chainrule.optim.Swa;
import org.chainrule.optim.WeightAverage;
import org.chainrule.regularization.ClipNorm;
import org.chainrule.regularization.GradientNoise;
import org.chainrule.regularization.L2;
import org.chainrule.regularization.MaxNorm;
import org.chainrule.regularization.Mixup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Running statistics on their way through training. */
class StatisticsTrainingTest {
    private static final RandomKey KEY = RandomKey.of(4);

    record Network(Dense hidden, BatchNorm norm, Dense output) implements Layer {
        static Network of() {
            return new Network(Dense.of(5, 8, KEY.fold(1)), BatchNorm.of(8), Dense.of(8, 2, KEY.fold(2)));
        }

        Network with(RunningMoments running) {
            return new Network(
                    hidden,
                    new BatchNorm(norm.weight(), norm.bias(), running, norm.epsilon(), norm.momentum()),
                    output);
        }

        @Override
        public Tensor apply(Tensor x) {
            return apply(x, Context.inference());
        }

        @Override
        public Tensor apply(Tensor x, Context context) {
            return output.apply(norm.apply(hidden.apply(x), context).relu());
        }
    }

    /** Points of two classes, far from 0 and of no unit size. */
    private static Dataset points(int count) {
        Tensor x = KEY.fold(3).normal(Shape.of(count, 5)).evaluate();
        Tensor labels = x.sum(1).gt(0).cast(DType.INT32).evaluate();
        return new Examples(x.mul(20).add(50).evaluate(), labels);
    }

    private static Network trained(Settings settings, Network model, Dataset data) {
        return Trainer.of(settings).fit(model, data, data).model();
    }

    private static RunningMoments moments(double mean, double variance) {
        return new RunningMoments(
                Tensor.full(Shape.of(8), mean, DType.FLOAT32), Tensor.full(Shape.of(8), variance, DType.FLOAT32));
    }

    static Stream<Optimizer> optimizers() {
        return Stream.of(
                new Sgd(0.9, 0, true, 0.1),
                new AdamW(),
                new Lamb(),
                new Adafactor(),
                new Rprop(),
                new Accumulating(new AdamW(), 2),
                Groups.of(new AdamW())
                        .with(Selection.of("*.weight").except("norm.weight"), new Muon())
                        .with(Selection.of("norm.**"), new Sgd(0.9)));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void nothingThatMovesParametersSeesStatistics(Optimizer optimizer) {
        Settings settings = Settings.classification(2)
                .withBatch(10)
                .with(optimizer, new Constant(1e-3))
                .with(new Mixup())
                .withPenalty(new L2(0.01, Selection.all()))
                .with(new GradientNoise())
                .with(new ClipNorm(0.1))
                .with(new MaxNorm(1, -1, java.util.Optional.of(Selection.all())));
        Dataset data = points(20);
        Network model = Network.of();
        Network small = trained(settings, model.with(moments(0, 1)), data);
        Network large = trained(settings, model.with(moments(1000, 5000)), data);
        // they are the same but for what is left of the first moments after 4 batches
        List<Tensor> one = Tree.leaves(small.with(moments(0, 0)));
        List<Tensor> other = Tree.leaves(large.with(moments(0, 0)));
        for (int i = 0; i < one.size(); i++) {
            assertThat(one.get(i).toFloats()).containsExactly(other.get(i).toFloats());
        }
        double left = Math.pow(0.9, 4);
        RunningMoments first = small.norm().running();
        RunningMoments second = large.norm().running();
        for (int c = 0; c < 8; c++) {
            assertThat(second.mean().toFloats()[c] - first.mean().toFloats()[c])
                    .isCloseTo((float) (1000 * left), within(0.01f));
            assertThat(second.variance().toFloats()[c] - first.variance().toFloats()[c])
                    .isCloseTo((float) (4999 * left), within(0.05f));
        }
        assertThat(one.getFirst().toFloats())
                .isNotEqualTo(model.hidden().weight().toFloats());
    }

    @Test
    void inferenceGoesByTheRunningMomentsThatTrainingMeasured() {
        Dataset data = points(200);
        Settings settings = Settings.classification(15).withBatch(20).with(new AdamW(), new Constant(1e-2));
        Trained<Network> trained = Trainer.of(settings).fit(Network.of(), data, data);
        assertThat(trained.history().getLast().validation().accuracy()).isGreaterThan(0.95);
        Network model = trained.model();
        Network forgetful = model.with(moments(0, 1));
        Evaluator<Network> evaluator = new Evaluator<>(settings.loss(), org.chainrule.threads.Workers.shared());
        assertThat(evaluator.score(forgetful, data).accuracy()).isLessThan(0.8);
        // an example's output is its own, whatever stands beside it
        Tensor x = data.batch(0, 1, 2).inputs();
        assertThat(model.apply(x.slice(0, 1, 2)).toFloats())
                .containsExactly(model.apply(x).slice(0, 1, 2).toFloats(), within(1e-5f));
    }

    @Test
    void aRestOfOneExampleIsRefusedBeforeTheTrainingBegins() {
        Dataset data = points(5);
        Settings settings = Settings.classification(1).withBatch(2);
        TrainingListener none = new TrainingListener() {
            @Override
            public void onBegin(long steps, List<EpochReport> history, Object model) {
                throw new AssertionError("it has begun");
            }
        };
        assertThatThrownBy(() -> Trainer.of(settings, none).fit(Network.of(), data, data))
                .isInstanceOf(ShapeException.class)
                .hasMessageContainingAll(
                        "5 examples in batches of 2", "[1, 8] in training", "withBatch(3)", "range(0, 4)");
        assertThatThrownBy(() -> Trainer.of(settings.withBatch(1), none).fit(Network.of(), data, data))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("withBatch(3)");
        assertThat(Trainer.of(settings)
                        .fit(Network.of(), data.range(0, 4), data)
                        .steps())
                .isEqualTo(2);
    }

    @Test
    void statisticsAreSavedByTheirPaths(@TempDir Path folder) {
        Path file = folder.resolve("model.safetensors");
        Network model = trained(Settings.classification(1).withBatch(10), Network.of(), points(20));
        ModelFile.save(model, file);
        assertThat(ModelFile.read(file)).containsKeys("norm.running.mean", "norm.running.variance");
        Tensor x = points(4).batch(0, 1, 2, 3).inputs();
        assertThat(ModelFile.load(Network.of(), file).apply(x).toFloats())
                .containsExactly(model.apply(x).toFloats());
    }

    @Test
    void anAverageOfModelsHasTheNewestStatisticsUntilTheyAreMeasuredAnew() {
        Dataset data = points(20);
        Network first = Network.of().with(moments(1, 2));
        Network second = Tree.map(first, t -> t.add(1)).with(moments(3, 4));
        for (org.chainrule.optim.Averaging averaging : List.of(new Swa(), new Ema(0.5))) {
            WeightAverage<Network> average = averaging.initial(first);
            average = averaging.update(averaging.update(average, first), second);
            assertThat(average.model().norm().running().variance().toFloats()).containsOnly(4);
            assertThat(average.model().norm().bias().toFloats()).containsOnly(0.5f);
            Network anew = Remeasuring.inBatches(20).of(average.model(), data);
            Tensor hidden = average.model()
                    .hidden()
                    .apply(data.batch(java.util.stream.IntStream.range(0, 20).toArray())
                            .inputs());
            assertThat(anew.norm().running().mean().toFloats())
                    .containsExactly(hidden.mean(0).toFloats(), within(1e-3f));
            assertThat(anew.norm().running().variance().toFloats())
                    .usingComparatorWithPrecision(0.1f)
                    .containsExactly(
                            hidden.sub(hidden.mean(0)).square().sum(0).div(19).toFloats());
            assertThat(anew.hidden().weight().toFloats())
                    .containsExactly(average.model().hidden().weight().toFloats());
        }
    }

    @Test
    void statisticsMeasuredAnewAreTheMeanOverTheBatches() {
        Dataset data = points(12);
        Network model = Network.of().with(moments(Double.NaN, 7));
        Network anew = Remeasuring.inBatches(5).of(model, data.range(0, 12));
        // the mean of the means of batches of 5, 5 and 2 examples in the order that the seed gives
        double[] expected = new double[8];
        for (int[] numbers : org.chainrule.data.Shuffle.batches(12, 5, 1, 1)) {
            Tensor hidden = model.hidden().apply(data.batch(numbers).inputs());
            for (int c = 0; c < 8; c++) {
                expected[c] += hidden.mean(0).toFloats()[c] / 3;
            }
        }
        assertThat(anew.norm().running().mean().cast(DType.FLOAT64).toDoubles())
                .usingComparatorWithPrecision(1e-3)
                .containsExactly(expected);
        Objective<Network> objective = (network, batch, context) ->
                new SoftmaxCrossEntropy().of(network.apply(batch.inputs(), context), batch.targets());
        assertThat(Remeasuring.inBatches(5)
                        .of(model, objective, data.range(0, 12))
                        .norm()
                        .running()
                        .mean()
                        .toFloats())
                .containsExactly(anew.norm().running().mean().toFloats());
        assertThatThrownBy(() -> Remeasuring.inBatches(5).of(model, data.range(0, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
