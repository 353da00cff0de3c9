package org.chainrule.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsCsvTest {
    @Test
    void hasARowForEachEpoch() {
        EpochMetrics epoch = new EpochMetrics(1, new SplitMetrics(0.25, 0.9), new SplitMetrics(0.5, 0.8), 0.001, 1.5);
        assertThat(MetricsCsv.of(List.of(epoch)).lines())
                .containsExactly(
                        "epoch,training_loss,training_accuracy,validation_loss,validation_accuracy,rate,seconds",
                        "1,0.25,0.9,0.5,0.8,0.001,1.500");
    }
}
