package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.train.EarlyStopping;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CycledSettingsTest {
    @ParameterizedTest
    @CsvSource({"1, 5", "5, 5", "10, 5", "40, 10", "100, 25"})
    void aShortTrainingIsNotEndedOnTheWayUp(int epochs, int patience) {
        assertThat(new CycledSettings(200, epochs, 16, 1)
                        .of(new SoftmaxCrossEntropy(), 0.01)
                        .stopping()
                        .map(EarlyStopping::patience))
                .isEqualTo(Optional.of(patience));
    }
}
