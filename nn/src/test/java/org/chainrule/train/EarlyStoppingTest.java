package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
    private static int ends(EarlyStopping rule, double... losses) {
        List<Double> sofar = new ArrayList<>();
        List<EpochReport> history = new ArrayList<>();
        for (double loss : losses) {
            sofar.add(loss);
            Score score = new Score(loss, Double.NaN);
            history.add(new EpochReport(history.size() + 1, history.size() + 1, 0.1, score, score, 1, 1));
            assertThat(rule.endsAfter(sofar)).isEqualTo(rule.ends(history));
            assertThat(rule.bestOf(sofar)).isEqualTo(rule.best(history));
            if (rule.endsAfter(sofar)) {
                return sofar.size();
            }
        }
        return 0;
    }

    @Test
    void endsAfterEpochsWithoutABetterLoss() {
        assertThat(ends(new EarlyStopping(2), 3, 2, 2.5, 1, 1.5, 1, 0.5)).isEqualTo(6);
        assertThat(ends(new EarlyStopping(2), 3, 2, 1.5, 1, 0.5)).isZero();
        assertThat(ends(new EarlyStopping(1), Double.NaN, 1)).isZero();
        assertThat(ends(new EarlyStopping(1), Double.NaN, Double.NaN)).isEqualTo(2);
    }

    @Test
    void aGainThatIsTooSmallDoesNotCount() {
        EarlyStopping rule = new EarlyStopping(2, 0.5, true);
        assertThat(ends(rule, 3, 2.8, 2.6, 1)).isEqualTo(3);
        assertThat(rule.bestOf(List.of(3.0, 2.8, 2.4, 2.0))).isEqualTo(2);
        assertThat(rule.bestOf(List.of())).isZero();
        assertThat(rule.endsAfter(List.of())).isFalse();
    }
}
