package org.chainrule.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static double distance(List<Double> numbers, List<Double> reference) {
        return new Trace("one", "W1", numbers).distance(new Trace("other", "W1", reference));
    }

    @Test
    void smallNumbersDifferAbsolutelyAndLargeOnesRelatively() {
        assertThat(distance(List.of(0.5, 2000.0), List.of(0.25, 1000.0))).isCloseTo(1, within(1e-12));
        assertThat(distance(List.of(0.5), List.of(0.25))).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void whatIsNoNumberIsFarFromEverything() {
        assertThat(distance(List.of(Double.NaN), List.of(1.0))).isInfinite();
        assertThat(distance(List.of(1.0), List.of(1.0, 2.0))).isInfinite();
    }
}
