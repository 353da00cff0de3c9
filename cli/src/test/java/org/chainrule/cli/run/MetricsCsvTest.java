package org.chainrule.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.train.EpochReport;
import org.chainrule.train.Score;
import org.junit.jupiter.api.Test;

class MetricsCsvTest {
    @Test
    void hasARowForEachEpoch() {
        EpochReport epoch = new EpochReport(1, 10, 0.001, new Score(0.25, 0.9), new Score(0.5, 0.8), 1.5, 2000);
        assertThat(MetricsCsv.of(List.of(epoch), true).lines())
                .containsExactly(
                        "epoch,training_loss,training_accuracy,validation_loss,validation_accuracy,rate,seconds,examples_per_second",
                        "1,0.25,0.9,0.5,0.8,0.001,1.500,2000");
        assertThat(MetricsCsv.of(List.of(epoch), false).lines())
                .containsExactly(
                        "epoch,training_loss,validation_loss,rate,seconds,examples_per_second",
                        "1,0.25,0.5,0.001,1.500,2000");
    }
}
