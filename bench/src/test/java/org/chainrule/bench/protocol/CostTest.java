package org.chainrule.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class CostTest {
    /** Slow for some steps, fast and greedy from then on. */
    private static final class Warming implements Workload {
        private static final int SLOW = 20;
        private static final int SIZE = 10_000;

        private int steps;
        private Object last = "";

        @Override
        public void step() {
            if (steps++ < SLOW) {
                LockSupport.parkNanos(20_000_000);
            }
            last = new byte[SIZE];
        }

        @Override
        public double[] observedStep() {
            return new double[] {last.hashCode()};
        }
    }

    @Test
    void tellsWhenStepsBecomeFastAndWhatTheyAllocate() {
        Cost cost = Cost.of("fake", "W1", new Warming(), 0.5);
        assertThat(cost.steady() - cost.first()).isGreaterThan(200);
        assertThat(cost.step()).isLessThan(20);
        assertThat(cost.allocated()).isBetween((double) Warming.SIZE, Warming.SIZE + 200.0);
    }
}
