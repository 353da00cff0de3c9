package org.chainrule.optim.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongToDoubleFunction;
import org.assertj.core.data.Offset;
import org.chainrule.optim.Schedule;

/** Compares schedules, step by step and to 1e-12, with what a test computes on its own. */
final class Trajectory {
    private static final Offset<Double> CLOSE = Offset.offset(1e-12);

    private Trajectory() {}

    /** Compares with a formula of the step. */
    static void ofRates(Schedule schedule, int steps, LongToDoubleFunction expected) {
        compare(schedule + "'s rate", steps, schedule::rate, expected);
    }

    static void ofMomenta(Schedule schedule, int steps, LongToDoubleFunction expected) {
        compare(schedule + "'s momentum", steps, step -> schedule.momentum(step).orElseThrow(), expected);
    }

    private static void compare(String what, int steps, LongToDoubleFunction actual, LongToDoubleFunction expected) {
        for (long step = 0; step < steps; step++) {
            assertThat(actual.applyAsDouble(step))
                    .as("%s of step %d", what, step)
                    .isCloseTo(expected.applyAsDouble(step), CLOSE);
        }
    }
}
