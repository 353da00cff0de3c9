package org.chainrule.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void ticksAreRoundAndEncloseTheValues() {
        Axis axis = Axis.around(0.03, 0.97, 5, 100, 0);
        assertThat(axis.ticks().stream().map(axis::label)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(axis.pixel(0)).isEqualTo(100);
        assertThat(axis.pixel(1)).isEqualTo(0);
    }

    @Test
    void equalValuesHaveAnAxisToo() {
        Axis axis = Axis.around(0.5, 0.5, 5, 0, 100);
        assertThat(axis.high()).isGreaterThan(axis.low());
        assertThat(axis.pixel(0.5)).isBetween(0.0, 100.0);
    }

    @Test
    void noTickIsMinusZero() {
        assertThat(Axis.around(1e-9, 1, 4, 0, 1).ticks().getFirst().toString()).isEqualTo("0.0");
    }

    @Test
    void manyEpochsHaveFewTicks() {
        assertThat(Axis.counting(100, 8, 0, 1).ticks()).hasSizeLessThanOrEqualTo(8);
        assertThat(Axis.counting(3, 8, 0, 1).ticks()).containsExactly(1.0, 2.0, 3.0);
    }
}
