package org.chainrule.lens.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.lens.Blobs;
import org.chainrule.lens.series.Entry;
import org.chainrule.lens.watch.Watch;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Mlp;
import org.chainrule.optim.Constant;
import org.chainrule.optim.Sgd;
import org.chainrule.train.Score;
import org.chainrule.train.Settings;
import org.chainrule.train.Trainer;
import org.junit.jupiter.api.Test;

/** Trainings that are made to go wrong, and one that is not. */
class HealthTest {
    private static final Settings SETTINGS = Settings.classification(30).withBatch(32);

    @Test
    void ofATrainingThatGoesWellNothingIsSaid() {
        assertThat(hints(SETTINGS, Blobs.model(Activation.RELU, 24, 12))).isEmpty();
        assertThat(hints(SETTINGS.with(new Sgd(0.9), new Constant(0.02)), Blobs.model(Activation.TANH, 24)))
                .isEmpty();
    }

    @Test
    void aRateThatIsTooHighIsTold() {
        List<Hint> hints = hints(SETTINGS.with(new Sgd(), new Constant(30)), Blobs.model(Activation.TANH, 24));
        assertThat(hints).extracting(Hint::kind).contains(Hint.Kind.RATE_TOO_HIGH);
        assertThat(hints.getFirst().evidence())
                .containsPattern("at step \\d+ the loss is about .* the learning rate is 30");
    }

    @Test
    void aRateThatIsTooLowIsTold() {
        assertThat(hints(SETTINGS.with(new Sgd(), new Constant(1e-9)), Blobs.model(Activation.TANH, 24)))
                .singleElement()
                .satisfies(hint -> {
                    assertThat(hint.kind()).isEqualTo(Hint.Kind.RATE_TOO_LOW);
                    assertThat(hint.evidence()).contains("about 0.001 is usual; the learning rate is 1.0e-09");
                });
    }

    @Test
    void aValidationLossThatRisesWhileTheOtherFallsIsTold() {
        assertThat(Health.of(epochs(2, 1, 0.9, 0.8, 0.6, 0.4, 0.2, 0.1)))
                .singleElement()
                .hasToString("The model overfits: the validation loss is 1.72 after epoch 8, and was 1.1 after epoch 2;"
                        + " the training loss fell meanwhile from 1 to 0.1");
    }

    @Test
    void lossesThatWaverAreNoOverfitting() {
        // the training loss falls too little
        assertThat(Health.of(List.of(
                        epoch(1, 2, 2), epoch(2, 1, 1), epoch(3, 0.98, 1.5), epoch(4, 0.95, 1.5), epoch(5, 0.91, 1.5))))
                .isEmpty();
        // a single epoch is worse
        assertThat(Health.of(List.of(
                        epoch(1, 2, 2), epoch(2, 1, 1), epoch(3, 0.9, 1), epoch(4, 0.8, 1), epoch(5, 0.7, 1.6))))
                .isEmpty();
        // all is learnt
        assertThat(Health.of(List.of(
                        epoch(1, 2, 2),
                        epoch(2, 0.002, 0.001),
                        epoch(3, 0.0005, 0.004),
                        epoch(4, 0.0004, 0.008),
                        epoch(5, 0.0003, 0.01))))
                .isEmpty();
    }

    /** With these training losses, and validation losses that rise from the second on. */
    private static List<Entry> epochs(double... training) {
        return IntStream.range(0, training.length)
                .<Entry>mapToObj(i -> epoch(i + 1, training[i], i == 0 ? 2 : 2 - 0.9 * Math.sqrt(training[i])))
                .toList();
    }

    private static Entry epoch(int epoch, double training, double validation) {
        return new Entry.Epoch(epoch, 10L * epoch, 0.1, new Score(training, 0.5), new Score(validation, 0.5), 1);
    }

    @Test
    void gradientsVanishInADeepLogisticNetwork() {
        List<Hint> hints = hints(SETTINGS, Blobs.model(Activation.LOGISTIC, 12, 12, 12, 12, 12, 12, 12, 12));
        assertThat(hints).anySatisfy(hint -> {
            assertThat(hint.kind()).isEqualTo(Hint.Kind.VANISHING);
            assertThat(hint.where()).isEqualTo("layers.0");
            assertThat(hint.evidence()).contains("of layers.8 about");
        });
    }

    @Test
    void unitsWithALargeNegativeBiasAreDead() {
        Mlp model = Blobs.model(Activation.RELU, 24, 12);
        List<Dense> layers = new ArrayList<>(model.layers());
        layers.set(
                0,
                new Dense(
                        layers.getFirst().weight(),
                        Tensor.full(layers.getFirst().bias().shape(), -100, org.chainrule.graph.DType.FLOAT32)
                                .evaluate()));
        assertThat(hints(SETTINGS, new Mlp(layers, Activation.RELU)))
                .filteredOn(hint ->
                        hint.kind() == Hint.Kind.DEAD_UNITS && hint.where().equals("layers.0"))
                .singleElement()
                .extracting(Hint::evidence)
                .asString()
                .startsWith("24 of the 24 units after layers.0 are 0 for all 128 examples");
    }

    @Test
    void gradientsExplodeThroughLayersOfLargeWeights() {
        Mlp model = Blobs.model(Activation.IDENTITY, 24, 24, 24, 24, 24, 24);
        List<Dense> large = model.layers().stream()
                .map(layer -> new Dense(layer.weight().mul(8).evaluate(), layer.bias()))
                .toList();
        assertThat(hints(SETTINGS.with(new Sgd(), new Constant(1e-4)), new Mlp(large, Activation.IDENTITY)))
                .extracting(Hint::kind)
                .containsAnyOf(Hint.Kind.EXPLODING, Hint.Kind.NOT_FINITE);
    }

    @Test
    void aLossThatIsNoNumberIsToldWithTheLastThatWasOne() {
        assertThat(Health.of(List.of(
                        new Entry.Batches(1, 1, 2.5, 2.5, 2.5, 0.1),
                        new Entry.Batches(2, 2, Double.NaN, Double.NaN, Double.NaN, 0.1))))
                .singleElement()
                .hasToString("The loss is no number any more: the loss is NaN at step 2; before that it was 2.5");
    }

    @Test
    void whatWasSeenAfterTheStepThatATrainingGoesOnFromIsForgotten() {
        assertThat(Health.of(List.of(
                        new Entry.Batches(2, 2, Double.NaN, Double.NaN, Double.NaN, 0.1),
                        new Entry.Begin(1, 10, 1, false, List.of()))))
                .isEmpty();
    }

    private static List<Hint> hints(Settings settings, Mlp model) {
        try (Watch watch = Watch.of(settings, Blobs.examples())) {
            Trainer.of(settings, watch).fit(model, Blobs.examples(), Blobs.examples());
            return Health.of(watch.series().all());
        }
    }
}
