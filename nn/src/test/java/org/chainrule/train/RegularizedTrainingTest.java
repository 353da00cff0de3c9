package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.data.Dataset;
import org.chainrule.data.Examples;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.Layer;
import org.chainrule.nn.MeanSquaredError;
import org.chainrule.nn.Mlp;
import org.chainrule.optim.Constant;
import org.chainrule.optim.Sgd;
import org.chainrule.regularization.ClipNorm;
import org.chainrule.regularization.GradientNoise;
import org.chainrule.regularization.MaxNorm;
import org.chainrule.regularization.Mixup;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Test;

class RegularizedTrainingTest {
    private static final RandomKey KEY = RandomKey.of(9);

    /** Points of two classes. */
    private static Dataset points(int count) {
        Tensor inputs = KEY.fold(1).normal(Shape.of(count, 6)).evaluate();
        Tensor labels = inputs.sum(1).gt(0).cast(DType.INT32).evaluate();
        return new Examples(inputs, labels);
    }

    private static Mlp model() {
        return Mlp.of(List.of(6, 16, 2), Activation.RELU, KEY.fold(2));
    }

    private static Settings everything() {
        return Settings.classification(2)
                .withBatch(25)
                .with(new Mixup())
                .with(new GradientNoise())
                .with(new ClipNorm(0.5))
                .with(new MaxNorm(1));
    }

    private static List<Double> losses(Settings settings, Layer model, Dataset data) {
        List<Double> losses = new ArrayList<>();
        Trainer.of(settings, new TrainingListener() {
                    @Override
                    public void onBatch(BatchReport report) {
                        losses.add(report.loss());
                    }
                })
                .fit(model, data, data);
        return losses;
    }

    @Test
    void randomnessFollowsFromTheSeedAloneWhateverTheThreads() {
        Dataset data = points(100);
        Mlp model = model().with(new Dropout(0.3));
        List<float[]> weights = new ArrayList<>();
        for (int threads : new int[] {1, 2, 1}) {
            try (Workers workers = Workers.of(threads)) {
                Trained<Mlp> trained = Trainer.on(workers, everything().withSeed(weights.size() == 2 ? 2 : 1))
                        .fit(model, data, data);
                weights.add(trained.model().layers().getFirst().weight().toFloats());
            }
        }
        assertThat(weights.get(0)).isEqualTo(weights.get(1)).isNotEqualTo(weights.get(2));
    }

    @Test
    void eachStepHasADropoutOfItsOwn() {
        Dataset one = points(1);
        // at a rate of 0 only the masks differ from step to step
        Settings still = Settings.classification(6)
                .withBatch(1)
                .with(new Sgd(), new Constant(0))
                .withSeed(4);
        assertThat(losses(still, model().with(new Dropout()), one)).doesNotHaveDuplicates();
        assertThat(losses(still, model(), one))
                .containsOnly(losses(still, model(), one).getFirst());
    }

    @Test
    void theUpdateIsThatOfTheClippedGradientHeldWithinItsNorm() {
        Tensor weight = Tensor.of(new float[][] {{3}, {4}}).cast(DType.FLOAT64);
        Dataset data = new Examples(
                Tensor.of(new float[][] {{1, 2}}).cast(DType.FLOAT64),
                Tensor.of(new float[][] {{1}}).cast(DType.FLOAT64));
        Settings settings = Settings.classification(1)
                .with(new MeanSquaredError())
                .with(new Sgd(), new Constant(0.5))
                .with(new ClipNorm(2))
                .with(new MaxNorm(4.2));
        double[] learnt = Trainer.of(settings)
                .fit(new Line(weight), data, data)
                .model()
                .weight()
                .toDoubles();
        // the gradient 2·(11 − 1)·(1, 2) has the direction (1, 2)/√5, and the length of 2 is halved by the rate
        double x = 3 - 1 / Math.sqrt(5);
        double y = 4 - 2 / Math.sqrt(5);
        double length = Math.hypot(x, y);
        assertThat(length).isGreaterThan(3.9);
        double scale = Math.min(1, 4.2 / length);
        assertThat(learnt).containsExactly(new double[] {x * scale, y * scale}, within(1e-6));
    }

    record Line(Tensor weight) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            return x.matmul(weight);
        }
    }

    @Test
    void aTrainingEndsWhenItBecomesNoBetterAndKeepsTheBest() {
        Dataset training = points(60);
        Tensor wrong =
                Tensor.of(1).sub(training.batch(0, 1, 2, 3, 4, 5, 6, 7, 8, 9).targets());
        Dataset validation =
                new Examples(training.batch(0, 1, 2, 3, 4, 5, 6, 7, 8, 9).inputs(), wrong.evaluate());
        Settings settings = Settings.classification(50).withBatch(20).with(new EarlyStopping(3));
        Trained<Mlp> trained = Trainer.of(settings).fit(model(), training, validation);
        assertThat(trained.history()).hasSizeLessThan(50);
        assertThat(trained.stopped()).isFalse();
        assertThat(trained.endedEarly(settings)).isTrue();
        int best = new EarlyStopping(3).best(trained.history());
        assertThat(trained.history()).hasSize(best + 4);
        Score score = new Evaluator<Mlp>(settings.loss(), Workers.shared()).score(trained.model(), validation);
        assertThat(score.loss())
                .isCloseTo(trained.history().get(best).validation().loss(), within(1e-6));
    }

    @Test
    void onlyAGainThatIsLargeEnoughCounts() {
        assertThat(new EarlyStopping(2, 0.1, true).ends(history(1, 0.95, 0.92))).isTrue();
        assertThat(new EarlyStopping(2, 0.1, true).ends(history(1, 0.95, 0.85))).isFalse();
        assertThat(new EarlyStopping(2).ends(history(1, 0.99, 0.98))).isFalse();
        assertThat(new EarlyStopping(1).ends(history(1, Double.NaN))).isTrue();
        assertThat(new EarlyStopping(1).best(history(3, 1, 2))).isEqualTo(1);
        assertThat(new EarlyStopping(1).ends(List.of())).isFalse();
        assertThatThrownBy(() -> new EarlyStopping(0)).hasMessageContaining("patience");
    }

    private static List<EpochReport> history(double... losses) {
        List<EpochReport> history = new ArrayList<>();
        for (double loss : losses) {
            Score score = new Score(loss, 0);
            history.add(new EpochReport(history.size() + 1, 1, 0.1, score, score, 1, 1));
        }
        return history;
    }
}
