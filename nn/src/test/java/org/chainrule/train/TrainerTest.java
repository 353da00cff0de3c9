package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.data.DataException;
import org.chainrule.data.Dataset;
import org.chainrule.data.Examples;
import org.chainrule.data.Mnist;
import org.chainrule.data.Source;
import org.chainrule.data.Streamed;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Mlp;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.optim.Adagrad;
import org.chainrule.optim.Constant;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.Schedule;
import org.chainrule.optim.Sgd;
import org.chainrule.optim.schedule.OneCycle;
import org.chainrule.optim.schedule.Plateau;
import org.chainrule.regularization.L2;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Test;

class TrainerTest {
    static final Examples XOR =
            new Examples(Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}), Tensor.of(0, 1, 1, 0));

    private static Mlp perceptron(int... widths) {
        return Mlp.of(java.util.Arrays.stream(widths).boxed().toList(), Activation.TANH, RandomKey.of(2));
    }

    @Test
    void learnsExclusiveOr() {
        Settings settings = Settings.classification(150).withBatch(4).with(new Sgd(0.9), new Constant(0.3));
        Trained<Mlp> trained = Trainer.of(settings).fit(perceptron(2, 8, 2), XOR, XOR);
        EpochReport last = trained.history().getLast();
        assertThat(last.validation().accuracy()).isEqualTo(1);
        assertThat(last.training().loss())
                .isLessThan(trained.history().getFirst().training().loss() / 10);
        assertThat(trained.steps()).isEqualTo(150);
    }

    @Test
    void goesOnWithoutALossAndEndsThereIfAsked() {
        Examples wrong = new Examples(XOR.inputs(), Tensor.of(0, 1, 2, 0));
        Settings settings = Settings.classification(3).withBatch(4);
        Trained<Mlp> all = Trainer.of(settings).fit(perceptron(2, 8, 2), wrong, XOR);
        assertThat(all.history()).hasSize(3);
        assertThat(all.history().getLast().training().loss()).isNaN();
        Trainer careful = Trainer.of(settings, new FiniteLosses());
        assertThatThrownBy(() -> careful.fit(perceptron(2, 8, 2), wrong, XOR))
                .isInstanceOf(DivergenceException.class)
                .hasMessage("the loss of batch 1 is not a number in epoch 1");
        assertThatThrownBy(() -> careful.fit(perceptron(2, 8, 2), XOR, wrong))
                .isInstanceOf(DivergenceException.class)
                .hasMessage("the validation loss is not a number in epoch 1");
        assertThat(careful.fit(perceptron(2, 8, 2), XOR, XOR).history()).hasSize(3);
    }

    @Test
    void learnsNumbersToo() {
        Examples line = new Examples(
                Tensor.of(new float[][] {{0}, {1}, {2}, {3}}), Tensor.of(new float[][] {{1}, {3}, {5}, {7}}));
        Settings settings = Settings.regression(200).withBatch(2).with(new Sgd(), new Constant(0.05));
        Trained<Mlp> trained = Trainer.of(settings).fit(perceptron(1, 1), line, line);
        EpochReport last = trained.history().getLast();
        assertThat(last.validation().loss()).isLessThan(1e-3);
        assertThat(last.training().accuracy())
                .as("there are no classes to find")
                .isNaN();
        assertThat(last.validation().accuracy()).isNaN();
    }

    @Test
    void theSameSeedGivesTheSameBitsWithAnyNumberOfThreads() {
        System.setProperty("chainrule.home", "..");
        Dataset digits = Mnist.shipped().validation().range(0, 700);
        List<float[]> models = new ArrayList<>();
        for (int threads : new int[] {1, 2, 2}) {
            try (Workers workers = Workers.of(threads)) {
                Settings settings = Settings.classification(1).withSeed(5).withPenalty(new L2(1e-4));
                Mlp model = Trainer.on(workers, settings)
                        .fit(perceptron(784, 64, 10), digits, digits)
                        .model();
                models.add(Tree.leaves(model).getFirst().toFloats());
            }
        }
        assertThat(models.get(1)).containsExactly(models.get(0));
        assertThat(models.get(2)).containsExactly(models.get(0));
    }

    @Test
    void learnsRealDigits() {
        System.setProperty("chainrule.home", "..");
        Mnist mnist = Mnist.shipped();
        Settings settings = Settings.classification(3).withBatch(64);
        Trained<Mlp> trained = Trainer.of(settings)
                .fit(
                        perceptron(784, 64, 10),
                        mnist.training().range(0, 5000),
                        mnist.validation().range(0, 1000));
        assertThat(trained.history().getLast().validation().accuracy()).isGreaterThan(0.88);
        Evaluator<Mlp> evaluator = new Evaluator<>(new SoftmaxCrossEntropy(), Workers.shared());
        assertThat(evaluator.outputs(trained.model(), mnist.test().range(0, 7)))
                .hasSize(7)
                .allMatch(row -> row.length == 10);
    }

    @Test
    void stopsAfterTheBatchItWorksOn() {
        AtomicReference<Trainer> trainer = new AtomicReference<>();
        TrainingListener stopper = new TrainingListener() {
            @Override
            public void onBatch(BatchReport report) {
                if (report.step() == 3) {
                    trainer.get().stop();
                }
            }
        };
        trainer.set(Trainer.of(Settings.classification(10).withBatch(1), stopper));
        Trained<Mlp> trained = trainer.get().fit(perceptron(2, 3, 2), XOR, XOR);
        assertThat(trained.stopped()).isTrue();
        assertThat(trained.endedEarly(Settings.classification(10))).isFalse();
        assertThat(trained.steps()).isEqualTo(3);
        assertThat(trained.history()).isEmpty();
    }

    @Test
    void whatIsStoppedAfterItsLastStepIsComplete() {
        AtomicReference<Trainer> trainer = new AtomicReference<>();
        TrainingListener stopper = new TrainingListener() {
            @Override
            public void onEpoch(EpochReport report) {
                if (report.epoch() == 2) {
                    trainer.get().stop();
                }
            }
        };
        trainer.set(Trainer.of(Settings.classification(2), stopper));
        assertThat(trainer.get().fit(perceptron(2, 3, 2), XOR, XOR).stopped()).isFalse();
    }

    @Test
    void trainsAgainAfterItWasStopped() {
        Trainer trainer = Trainer.of(Settings.classification(2).withBatch(4));
        trainer.stop();
        Trained<Mlp> first = trainer.fit(perceptron(2, 3, 2), XOR, XOR);
        assertThat(first.stopped()).isTrue();
        assertThat(first.steps()).isZero();
        Trained<Mlp> second = trainer.fit(perceptron(2, 3, 2), XOR, XOR);
        assertThat(second.stopped()).isFalse();
        assertThat(second.endedEarly(Settings.classification(2))).isFalse();
        assertThat(second.steps()).isEqualTo(2);
    }

    @Test
    void aStopEndsWithTheTrainingThatFailed() {
        Trainer trainer = Trainer.of(Settings.classification(2).withBatch(4));
        Dataset broken = XOR.map(batch -> {
            trainer.stop();
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> trainer.fit(perceptron(2, 3, 2), XOR, broken)).hasMessage("broken");
        assertThat(trainer.fit(perceptron(2, 3, 2), XOR, XOR).steps()).isEqualTo(2);
    }

    @Test
    void nothingToLearnFromIsTold() {
        Trainer trainer = Trainer.of(Settings.classification(2));
        for (Source none : List.of(XOR.range(1, 1), Streamed.of(Stream::empty))) {
            assertThatThrownBy(() -> trainer.fit(perceptron(2, 3, 2), none, XOR))
                    .isInstanceOf(DataException.class)
                    .hasMessage("there is no example to learn from: epoch 1 is empty");
        }
    }

    @Test
    void aPlateauHearsTheValidationLossOfEveryEpoch() {
        // only a loss of less than nothing would be better, so that each epoch halves the rate
        Plateau.Rule rule = new Plateau.Rule(0.5, 0, 1, 0, 0);
        Settings settings = Settings.classification(4).withBatch(4).with(new Sgd(), new Plateau(rule, 0.8));
        Trained<Mlp> trained = Trainer.of(settings).fit(perceptron(2, 3, 2), XOR, XOR);
        assertThat(trained.history()).extracting(EpochReport::rate).containsExactly(0.8, 0.4, 0.2, 0.1);
        assertThat(trained.schedule().rate(4)).isEqualTo(0.05);
    }

    @Test
    void aScheduleMayCycleTheMomentum() {
        Schedule cycle = OneCycle.of(0.3, 60);
        Settings fixed = Settings.classification(60).withBatch(4).with(new Sgd(0.9), new Constant(0.1));
        Trained<Mlp> trained = Trainer.of(fixed.with(new Sgd(0.9), cycle)).fit(perceptron(2, 8, 2), XOR, XOR);
        Trained<Mlp> other = Trainer.of(
                        fixed.with(new Sgd(0.9), OneCycle.of(0.3, 60).with(Optional.empty())))
                .fit(perceptron(2, 8, 2), XOR, XOR);
        assertThat(trained.history().getLast().validation().accuracy()).isEqualTo(1);
        assertThat(Tree.leaves(trained.model()).getFirst().toFloats())
                .isNotEqualTo(Tree.leaves(other.model()).getFirst().toFloats());
    }

    @Test
    void aMomentumForAnOptimizerWithoutOneIsRefusedBeforeTraining() {
        for (Optimizer optimizer : List.of(new Sgd(), new Adagrad())) {
            assertThatThrownBy(() -> Settings.classification(1).with(optimizer, OneCycle.of(0.3, 60)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("OneCycle", optimizer.toString(), "without momentum");
        }
    }
}
