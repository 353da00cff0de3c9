package org.chainrule.optim.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OneCycleTest {
    private static final int STEPS = 100;

    /** PyTorch's cosine: {@code end + (start − end)/2·(1 + cos πp)}. */
    private static double cosine(double start, double end, double share) {
        return end + (start - end) / 2 * (Math.cos(Math.PI * share) + 1);
    }

    private static double line(double start, double end, double share) {
        return (end - start) * share + start;
    }

    @Test
    void ofPyTorchInTwoPhases() {
        double end = 0.3 * STEPS - 1;
        Trajectory.ofRates(
                OneCycle.of(0.1, STEPS),
                STEPS,
                t -> t <= end
                        ? cosine(0.1 / 25, 0.1, t / end)
                        : cosine(0.1, 0.1 / 25 / 1e4, (t - end) / (STEPS - 1 - end)));
        Trajectory.ofMomenta(
                OneCycle.of(0.1, STEPS),
                STEPS,
                t -> t <= end ? cosine(0.95, 0.85, t / end) : cosine(0.85, 0.95, (t - end) / (STEPS - 1 - end)));
    }

    @Test
    void ofPyTorchInThreeLinearPhases() {
        double share = 0.35;
        double first = share * STEPS - 1;
        double second = 2 * share * STEPS - 2;
        double last = STEPS - 1;
        OneCycle schedule = OneCycle.of(0.1, STEPS)
                .withRise(share)
                .withThreePhases()
                .with(Annealing.LINEAR)
                .withEnds(0.01, 0.001);
        Trajectory.ofRates(
                schedule,
                STEPS,
                t -> t <= first
                        ? line(0.01, 0.1, t / first)
                        : t <= second
                                ? line(0.1, 0.01, (t - first) / (second - first))
                                : line(0.01, 0.001, (t - second) / (last - second)));
        Trajectory.ofMomenta(
                schedule,
                STEPS,
                t -> t <= first
                        ? line(0.95, 0.85, t / first)
                        : t <= second ? line(0.85, 0.95, (t - first) / (second - first)) : 0.95);
    }

    @Test
    void ofFastAi() {
        OneCycle schedule = OneCycle.fastAi(0.1, STEPS);
        Trajectory.ofRates(schedule, STEPS, t -> {
            double position = (double) t / STEPS;
            return position < 0.25
                    ? 0.1 / 25 + (1 + Math.cos(Math.PI * (1 - position / 0.25))) * (0.1 - 0.1 / 25) / 2
                    : 0.1 + (1 + Math.cos(Math.PI * (1 - (position - 0.25) / 0.75))) * (0.1 / 1e5 - 0.1) / 2;
        });
        assertThat(schedule.rate(25)).isEqualTo(0.1);
        assertThat(schedule.momentum(0)).hasValue(0.95);
        assertThat(schedule.momentum(25).getAsDouble()).isCloseTo(0.85, Offset.offset(1e-12));
    }

    @Test
    void theEndIsReachedByPyTorchAtTheLastStepAndByFastAiAfterIt() {
        assertThat(OneCycle.of(1, STEPS).rate(STEPS - 1)).isCloseTo(4e-6, Offset.offset(1e-15));
        assertThat(OneCycle.fastAi(1, STEPS).rate(STEPS - 1)).isGreaterThan(2e-5);
        assertThat(OneCycle.fastAi(1, STEPS).rate(STEPS)).isCloseTo(1e-5, Offset.offset(1e-15));
        assertThat(OneCycle.fastAi(1, STEPS).rate(10L * STEPS)).isCloseTo(1e-5, Offset.offset(1e-15));
    }

    @Test
    void theMomentumCanBeLeftToTheOptimizer() {
        assertThat(OneCycle.of(1, STEPS).with(Optional.empty()).momentum(3)).isEmpty();
    }

    @Test
    void refusesACycleWithoutRoom() {
        assertThatThrownBy(() -> OneCycle.of(1, 3)).hasMessageContaining("3 steps are too few");
        assertThatThrownBy(() -> OneCycle.of(1, STEPS).withRise(0.5).withThreePhases())
                .hasMessageContaining("below 0.5 with 3 phases");
        assertThatThrownBy(() -> OneCycle.of(1, STEPS).withRise(1)).hasMessageContaining("above 0 and below 1.0");
        assertThat(OneCycle.fastAi(1, 2).rate(1)).isPositive();
    }
}
