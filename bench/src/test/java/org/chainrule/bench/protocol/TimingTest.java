package org.chainrule.bench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimingTest {
    private static final class Counting implements Workload {
        private int steps;
        private int observations;

        @Override
        public void step() {
            steps++;
        }

        @Override
        public double[] observedStep() {
            observations++;
            return new double[] {observations, -1};
        }
    }

    private static Result measured(Workload workload) {
        Timing timing = new Timing(0, 0);
        return timing.measure("chainrule", "W1", workload, timing.warm(workload));
    }

    @Test
    void observesOnlyTheFirstAndTheLastStep() {
        Counting workload = new Counting();
        Result result = measured(workload);
        assertThat(workload.observations).isEqualTo(2);
        assertThat(result.first()).isEqualTo(1);
        assertThat(result.last()).isEqualTo(2);
    }

    @Test
    void timesSomeStepsHoweverShortTheTime() {
        Counting workload = new Counting();
        Result result = measured(workload);
        assertThat(result.steps()).isPositive();
        assertThat(workload.steps).isGreaterThan(result.steps());
        assertThat(result.median()).isBetween(result.least(), result.most());
    }
}
