package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.data.Batch;
import org.chainrule.data.DataException;
import org.chainrule.data.Dataset;
import org.chainrule.data.Example;
import org.chainrule.data.Sampling;
import org.chainrule.data.Source;
import org.chainrule.data.Streamed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings on other sources than tensors in memory. */
class SourcesTest {
    private static final Settings SETTINGS = Intricate.settings().withEpochs(4);

    @TempDir
    private Path folder;

    @Test
    void examplesOnDiskChangedCachedAndInPartsGiveTheBitsOfThoseInMemory() {
        Trained<Intricate.Network> memory = fit(Intricate.training(), SETTINGS);
        Dataset parts =
                Intricate.training().range(0, 20).and(Intricate.training().range(20, 50));
        for (Source source : List.of(
                Intricate.training().cacheOnDisk(),
                Intricate.training().map(batch -> batch).cache(),
                parts,
                parts.subset(IntStream.range(0, 50).toArray()))) {
            assertThat(Intricate.firstDifference(fit(source, SETTINGS), memory)).isEmpty();
        }
    }

    @Test
    void aStreamIsLearntFromAndGoneOnWithToTheBit() {
        goesOnToTheBit(streamed(), SETTINGS);
    }

    @Test
    void balancedEpochsAreGoneOnWithToTheBit() {
        goesOnToTheBit(Intricate.training(), SETTINGS.with(Sampling.balanced(Intricate.training())));
    }

    /** Stopped after each fifth step, and gone on with by another trainer. */
    private void goesOnToTheBit(Source source, Settings settings) {
        Trained<Intricate.Network> whole = fit(source, settings);
        Trained<Intricate.Network> resumed;
        do {
            List<Trainer> trainers = new ArrayList<>();
            Trainer trainer = Trainer.of(settings, new TrainingListener() {
                        private int steps;

                        @Override
                        public void onBatch(BatchReport report) {
                            if (++steps == 5) {
                                trainers.getFirst().stop();
                            }
                        }
                    })
                    .with(Checkpoints.in(folder).every(new Rhythm.Steps(1)));
            trainers.add(trainer);
            resumed = trainer.resume(Intricate.model(8), source, Intricate.validation());
        } while (resumed.stopped());
        assertThat(Intricate.firstDifference(resumed, whole)).isEmpty();
        assertThat(Intricate.scores(resumed)).isEqualTo(Intricate.scores(whole));
        assertThat(resumed.steps()).isEqualTo(16);
    }

    @Test
    void aStreamDoesNotKnowHowManyBatchesItHas() {
        List<OptionalInt> counts = new ArrayList<>();
        TrainingListener counter = new TrainingListener() {
            @Override
            public void onBatch(BatchReport report) {
                counts.add(report.batches());
            }
        };
        Settings one = SETTINGS.withEpochs(1);
        Trainer.of(one, counter).fit(Intricate.model(8), streamed(), Intricate.validation());
        Trainer.of(one, counter).fit(Intricate.model(8), Intricate.training(), Intricate.validation());
        assertThat(counts).hasSize(8);
        assertThat(counts.subList(0, 4)).containsOnly(OptionalInt.empty());
        assertThat(counts.subList(4, 8)).containsOnly(OptionalInt.of(4));
    }

    @Test
    void checkpointsOfAnotherSamplingAreRefused() {
        Trainer.of(SETTINGS.withEpochs(1))
                .with(Checkpoints.in(folder))
                .fit(Intricate.model(8), Intricate.training(), Intricate.validation());
        Settings balanced = SETTINGS.with(Sampling.balanced(Intricate.training()));
        Trainer other = Trainer.of(balanced).with(Checkpoints.in(folder));
        assertThatThrownBy(() -> other.resume(Intricate.model(8), Intricate.training(), Intricate.validation()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("another sampling");
    }

    @Test
    void whatReadingThrowsReachesTheCallerAndTheTrainerCanBeUsedAgain() {
        Dataset broken = Intricate.training().map(batch -> {
            throw new DataException("row 3 is broken");
        });
        Trainer trainer = Trainer.of(SETTINGS);
        assertThatThrownBy(() -> trainer.fit(Intricate.model(8), broken, Intricate.validation()))
                .isInstanceOf(DataException.class)
                .hasMessage("row 3 is broken");
        assertThat(Intricate.firstDifference(
                        trainer.fit(Intricate.model(8), Intricate.training(), Intricate.validation()),
                        fit(Intricate.training(), SETTINGS)))
                .isEmpty();
    }

    private static Streamed streamed() {
        Dataset examples = Intricate.training();
        return Streamed.of(() -> IntStream.range(0, examples.size()).mapToObj(i -> {
            Batch one = examples.batch(i);
            return new Example(row(one.inputs()), row(one.targets()));
        }));
    }

    private static Tensor row(Tensor table) {
        return table.reshape(table.shape().without(0));
    }

    private static Trained<Intricate.Network> fit(Source source, Settings settings) {
        return Trainer.of(settings).fit(Intricate.model(8), source, Intricate.validation());
    }
}
