package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.data.Examples;
import org.chainrule.data.Streamed;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Examples XOR = TrainerTest.XOR;

    @Test
    void stepsAreTheBatchesOfAllEpochs() {
        Settings settings = Settings.classification(5).withBatch(3);
        assertThat(settings.stepsPerEpoch(4)).isEqualTo(2);
        assertThat(settings.stepsPerEpoch(6)).isEqualTo(2);
        assertThat(settings.steps(XOR)).isEqualTo(10);
        assertThat(Trainer.of(settings)
                        .fit(
                                org.chainrule.nn.Mlp.of(
                                        java.util.List.of(2, 2),
                                        org.chainrule.nn.Activation.TANH,
                                        org.chainrule.RandomKey.of(1)),
                                XOR,
                                XOR)
                        .steps())
                .isEqualTo(10);
        assertThat(settings.withEpochs(50_000).withBatch(1).steps(1_000_000)).isEqualTo(50_000_000_000L);
    }

    @Test
    void aStreamHasNoNumberOfSteps() {
        assertThatThrownBy(() -> Settings.classification(5).steps(Streamed.of(java.util.stream.Stream::empty)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("stream", "steps(examples)");
    }
}
