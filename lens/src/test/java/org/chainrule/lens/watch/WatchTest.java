package org.chainrule.lens.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.lens.Blobs;
import org.chainrule.lens.series.Entry;
import org.chainrule.lens.series.LayerState;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Mlp;
import org.chainrule.nn.loss.ClassCrossEntropy;
import org.chainrule.optim.Constant;
import org.chainrule.optim.Sgd;
import org.chainrule.train.Settings;
import org.chainrule.train.Trainer;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Dataset FEW = Blobs.examples().range(0, 32);

    /** One batch an epoch, which is all that is looked at too. */
    private static final Settings SETTINGS =
            Settings.classification(2).withBatch(32).with(new Sgd(), new Constant(0.1));

    private static final Mlp MODEL = Blobs.model(Activation.RELU, 8);

    @Test
    void normsAndStepsAreThoseOfTheModelAfterTheSecondStep() {
        try (Watch watch = Watch.of(SETTINGS, FEW)) {
            Mlp after = Trainer.of(SETTINGS, watch).fit(MODEL, FEW, FEW).model();
            Mlp before = Trainer.of(SETTINGS.withEpochs(1)).fit(MODEL, FEW, FEW).model();
            Entry.Probe probe = (Entry.Probe) watch.series().all().stream()
                    .filter(Entry.Probe.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            assertThat(probe.step()).isEqualTo(2);
            LayerState layer = probe.layers().getFirst();
            assertThat(layer.weight()).isCloseTo(norm(List.of(after.layers().getFirst())), within(1e-4));
            Batch all = FEW.batch(java.util.stream.IntStream.range(0, 32).toArray());
            Mlp gradient = Gradient.of(SETTINGS.loss().of(after.apply(all.inputs()), all.targets()))
                    .at(after);
            assertThat(layer.gradient()).isCloseTo(norm(gradient.layers().getFirst()), within(1e-4));
            // plain gradient descent moves by rate times gradient
            Mlp slope = Gradient.of(SETTINGS.loss().of(before.apply(all.inputs()), all.targets()))
                    .at(before);
            assertThat(layer.ratio())
                    .isCloseTo(
                            0.1
                                    * norm(slope.layers().getFirst())
                                    / norm(before.layers().getFirst()),
                            within(1e-4));
            assertThat(probe.units()).singleElement().satisfies(units -> {
                assertThat(units.after()).isEqualTo("layers.0");
                assertThat(units.count()).isEqualTo(8);
            });
        }
    }

    @Test
    void theModelBecomesTheSameToTheBit() {
        Settings settings = Settings.classification(5).withBatch(32);
        Mlp alone = Trainer.of(settings).fit(MODEL, Blobs.examples(), FEW).model();
        try (Watch watch = Watch.of(settings, Blobs.examples())) {
            Mlp watched = Trainer.of(settings, watch)
                    .fit(MODEL, Blobs.examples(), FEW)
                    .model();
            for (int i = 0; i < Tree.leaves(alone).size(); i++) {
                assertThat(Tree.leaves(watched).get(i).toFloats())
                        .containsExactly(Tree.leaves(alone).get(i).toFloats());
            }
        }
    }

    private static double norm(Object layer) {
        return Math.sqrt(Tree.leaves(layer).stream()
                .mapToDouble(leaf -> leaf.square().sum().item())
                .sum());
    }

    /** A class at a place of a sequence. */
    record Reader(Mlp mlp) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            return mlp.apply(x).reshape(-1, 1, 3);
        }
    }

    @Test
    void sequencesHaveNoAccuracy() {
        assertThat(classifies(FEW, MODEL)).isTrue();
        Dataset sequences =
                FEW.map(batch -> new Batch(batch.inputs(), batch.targets().reshape(-1, 1)));
        assertThat(classifies(sequences, new Reader(MODEL))).isFalse();
    }

    private static <M extends Layer> boolean classifies(Dataset data, M model) {
        Settings settings = SETTINGS.with(new ClassCrossEntropy());
        try (Watch watch = Watch.of(settings, data)) {
            Trainer.of(settings, watch).fit(model, data, data);
            return ((Entry.Begin) watch.series().all().getFirst()).classifies();
        }
    }

    @Test
    void anEndIsTold() {
        try (Watch watch = Watch.of(SETTINGS, FEW)) {
            Trainer.of(SETTINGS, watch).fit(MODEL, FEW, FEW);
            watch.close();
            assertThat(watch.series().all().getLast()).isEqualTo(new Entry.End(2, Entry.Outcome.COMPLETE));
        }
    }
}
