package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.data.DataException;
import org.chainrule.data.Dataset;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.io.Safetensors;
import org.chainrule.nn.Layer;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.optim.Adam;
import org.chainrule.optim.AdamW;
import org.chainrule.optim.Constant;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.Optimizers;
import org.chainrule.optim.Swa;
import org.chainrule.optim.schedule.Plateau;
import org.chainrule.regularization.L2;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that was stopped anywhere goes on to the bit as if it had not been. */
class CheckpointsTest {
    private static final int STEPS = Intricate.EPOCHS * Intricate.STEPS_PER_EPOCH;

    @TempDir
    private Path folder;

    private Checkpoints everyStep() {
        return Checkpoints.in(folder.resolve("all")).every(new Rhythm.Steps(1)).keeping(100);
    }

    private static Trained<Intricate.Network> fit(Trainer trainer) {
        return trainer.fit(Intricate.model(8), Intricate.training(), Intricate.validation());
    }

    private static Trained<Intricate.Network> resume(Trainer trainer) {
        return trainer.resume(Intricate.model(8), Intricate.training(), Intricate.validation());
    }

    private static void same(Trained<?> one, Trained<?> other) {
        assertThat(Intricate.firstDifference(one, other)).isEmpty();
        assertThat(Intricate.scores(one)).isEqualTo(Intricate.scores(other));
        assertThat(one.steps()).isEqualTo(other.steps());
        assertThat(one.schedule()).isEqualTo(other.schedule());
    }

    @Test
    void goesOnFromAnyStepWithAnyNumberOfThreads() throws IOException {
        Trained<Intricate.Network> plain = fit(Trainer.of(Intricate.settings()));
        Trained<Intricate.Network> whole = fit(Trainer.of(Intricate.settings()).with(everyStep()));
        same(whole, plain);
        // the rate has fallen, and the best epoch is not the last: both are remembered
        assertThat(whole.history().getLast().rate()).isLessThan(0.02);
        List<Path> files = everyStep().files();
        assertThat(files).hasSize(STEPS);
        for (int back : new int[] {0, 1, 2, 4, 5, 11, STEPS - 1}) {
            Path one = Files.createDirectory(folder.resolve("from-" + back));
            Files.copy(files.get(back), one.resolve(files.get(back).getFileName()));
            try (Workers workers = Workers.of(1 + back % 3)) {
                same(resume(Trainer.on(workers, Intricate.settings()).with(Checkpoints.in(one))), plain);
            }
        }
    }

    /** With parameters of two ranks, named as the optimizers' selections are. */
    record Linear(Tensor output, Tensor bias) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            return x.matmul(output).add(bias);
        }
    }

    static Stream<Optimizer> optimizers() {
        return Optimizers.all();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void goesOnWithAnyOptimizer(Optimizer optimizer) {
        Linear model = new Linear(
                RandomKey.of(1).normal(Shape.of(6, 3)).evaluate(), Tensor.full(Shape.of(3), 0.1, DType.FLOAT32));
        Settings settings = Settings.classification(2).withBatch(20).with(optimizer, new Constant(0.01));
        Dataset examples = Intricate.training();
        Trained<Linear> whole = Trainer.of(settings).fit(model, examples, examples);
        stoppedAt(4, settings, model, examples);
        Trained<Linear> resumed =
                Trainer.of(settings).with(Checkpoints.in(folder)).resume(model, examples, examples);
        same(resumed, whole);
    }

    /** Stopped by a listener, as by another thread. */
    private <M extends Layer> void stoppedAt(long step, Settings settings, M model, Dataset examples) {
        AtomicReference<Trainer> trainer = new AtomicReference<>();
        TrainingListener stopper = new TrainingListener() {
            @Override
            public void onBatch(BatchReport report) {
                if (report.step() == step) {
                    trainer.get().stop();
                }
            }
        };
        trainer.set(Trainer.of(settings, stopper).with(Checkpoints.in(folder)));
        Trained<M> stopped = trainer.get().fit(model, examples, examples);
        assertThat(stopped.stopped()).isTrue();
        assertThat(stopped.steps()).isEqualTo(step);
    }

    @Test
    void aFinishedTrainingIsAtItsEndAndMayGoOnForMoreEpochs() {
        Settings settings = Intricate.settings().with(new AdamW(), new Constant(0.01));
        Trained<Intricate.Network> three =
                fit(Trainer.of(settings.withEpochs(3)).with(Checkpoints.in(folder)));
        same(resume(Trainer.of(settings.withEpochs(3)).with(Checkpoints.in(folder))), three);
        assertThat(three.history()).hasSize(3);
        same(resume(Trainer.of(settings).with(Checkpoints.in(folder))), fit(Trainer.of(settings)));
    }

    @Test
    void aFolderIsOfOneTrainingAtATime() {
        List<Throwable> refused = new ArrayList<>();
        TrainingListener intruder = new TrainingListener() {
            @Override
            public void onBatch(BatchReport report) {
                if (report.step() == STEPS) {
                    refused.add(catchThrowable(
                            () -> resume(Trainer.of(Intricate.settings()).with(everyStep()))));
                    refused.add(catchThrowable(() -> everyStep().requireFree()));
                }
            }
        };
        Trained<Intricate.Network> whole =
                fit(Trainer.of(Intricate.settings(), intruder).with(everyStep()));
        assertThat(refused)
                .hasSize(2)
                .allSatisfy(exception -> assertThat(exception)
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining(folder.toString())
                        .hasMessageContaining("another training"));
        everyStep().requireFree();
        same(resume(Trainer.of(Intricate.settings()).with(everyStep())), whole);
    }

    @Test
    void keepsTheNewestAndTheBest() {
        // no epoch after the first one is better
        Settings settings = Intricate.settings().with(new Adam(), new Constant(1e-30));
        fit(Trainer.of(settings.with(new EarlyStopping(100, 1, false)))
                .with(Checkpoints.in(folder).keeping(2)));
        assertThat(Checkpoints.in(folder).files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "step-000000000020.safetensors",
                        "step-000000000016.safetensors",
                        "step-000000000004.safetensors");
    }

    @Test
    void rhythmsAreKept() {
        Settings settings = Intricate.settings().with(new EarlyStopping(100, 1000, false));
        fit(Trainer.of(settings)
                .with(Checkpoints.in(folder.resolve("a"))
                        .every(new Rhythm.Epochs(2))
                        .keeping(9)));
        assertThat(Checkpoints.in(folder.resolve("a")).files()).hasSize(4); // 4, 8, 16, 20
        fit(Trainer.of(settings)
                .with(Checkpoints.in(folder.resolve("b"))
                        .every(new Rhythm.Time(Duration.ofDays(1)))
                        .keeping(9)));
        assertThat(Checkpoints.in(folder.resolve("b")).files()).hasSize(2); // 4, 20
        fit(Trainer.of(settings)
                .with(Checkpoints.in(folder.resolve("c"))
                        .every(new Rhythm.Time(Duration.ZERO))
                        .keeping(99)));
        assertThat(Checkpoints.in(folder.resolve("c")).files()).hasSize(STEPS);
    }

    @Test
    void damagedCheckpointsArePassedOverAndHalfWrittenOnesCleaned() throws IOException {
        Trained<Intricate.Network> whole = fit(Trainer.of(Intricate.settings()).with(everyStep()));
        Checkpoints all = everyStep();
        List<Path> files = all.files();
        byte[] newest = Files.readAllBytes(files.get(0));
        Files.write(files.get(0), java.util.Arrays.copyOf(newest, newest.length / 2));
        Files.write(files.get(1), new byte[0]);
        Path half = all.folder().resolve("." + files.get(0).getFileName() + ".1.tmp");
        Files.write(half, new byte[100]);
        same(resume(Trainer.of(Intricate.settings()).with(all)), whole);
        assertThat(half).doesNotExist();
        for (Path file : all.files()) {
            Files.write(file, new byte[3]);
        }
        assertThatThrownBy(() -> resume(Trainer.of(Intricate.settings()).with(all)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("step-000000000020.safetensors: a file of 3 bytes is too short");
    }

    @Test
    void anotherTrainingIsRefused() {
        Settings settings = Intricate.settings();
        Checkpoints checkpoints = Checkpoints.in(folder);
        fit(Trainer.of(settings.withEpochs(1)).with(checkpoints));
        refused(settings.withSeed(8), "another seed: 9 there, 8 here");
        refused(settings.withBatch(15), "another batch: 14 there, 15 here");
        refused(settings.with(new Adam(), settings.schedule()), "another optimizer: AdamW[");
        refused(settings.with(settings.optimizer(), new Plateau(0.02)), "another schedule: ");
        refused(settings.with(new SoftmaxCrossEntropy(0.1)), "another loss: ");
        refused(settings.with(new Swa()), "another averaging: ");
        refused(settings.withPenalty(new L2(1e-4)), "another regularization: ");
        refused(settings.with(new EarlyStopping(5)), "another early stopping: ");
        Trainer trainer = Trainer.of(settings).with(checkpoints);
        assertThatThrownBy(() -> trainer.resume(Intricate.model(9), Intricate.training(), Intricate.validation()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("another model: Network[hidden=Dense[weight=float32[6, 8]");
        assertThatThrownBy(() -> trainer.resume(Intricate.model(8), Intricate.examples(51), Intricate.validation()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("another training examples: 50 there, 51 here");
        assertThatThrownBy(() -> fit(trainer))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("holds checkpoints of a training already");
        assertThatThrownBy(() -> resume(Trainer.of(settings))).isInstanceOf(IllegalStateException.class);
    }

    private void refused(Settings settings, String told) {
        assertThatThrownBy(() -> resume(Trainer.of(settings).with(Checkpoints.in(folder))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("step-000000000004.safetensors: is of a training with " + told);
    }

    @Test
    void otherFilesAreNoCheckpoints() {
        Path file = Checkpoints.in(folder).file(3);
        ModelFile.save(Intricate.model(8), file);
        assertThatThrownBy(() -> resume(Trainer.of(Intricate.settings()).with(Checkpoints.in(folder))))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": is no checkpoint of a training");
        assertThat(Safetensors.read(file).metadata()).isEmpty();
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsToldBeforeTheFirstStep() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        TrainingListener never = new TrainingListener() {
            @Override
            public void onBatch(BatchReport report) {
                throw new AssertionError(report);
            }
        };
        Trainer trainer = Trainer.of(Intricate.settings(), never).with(Checkpoints.in(file.resolve("below")));
        assertThatThrownBy(() -> resume(trainer))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be written");
    }
}
