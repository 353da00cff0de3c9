package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpochReportTest {
    @Test
    void aReportIsALineThatLeavesOutWhatThereIsNot() {
        Score classes = new Score(0.21096, 0.93713);
        Score numbers = new Score(7.5, Double.NaN);
        assertThat(new EpochReport(3, 30, 0.1, classes, numbers, 1.25, 100))
                .hasToString("epoch 3: loss 0.2110, accuracy 0.9371; validation loss 7.5000; 1.3 s");
    }
}
