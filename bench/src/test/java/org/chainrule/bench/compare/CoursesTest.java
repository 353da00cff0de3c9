package org.chainrule.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.chainrule.bench.trajectory.Rule;
import org.chainrule.bench.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

class CoursesTest {
    private static final Rule RULE = Rule.all().getFirst();

    private static Optional<Trajectory> course(double... losses) {
        return Optional.of(new Trajectory(
                RULE.name(), java.util.Arrays.stream(losses).boxed().toList(), List.of(1.0)));
    }

    @Test
    void coursesAgreeToTheTolerance() {
        assertThat(new Courses.Course(RULE, course(2, 1.000009), course(2, 1)).agrees())
                .isTrue();
        assertThat(new Courses.Course(RULE, course(2, 1.000011), course(2, 1)).agrees())
                .isFalse();
    }

    @Test
    void aRowTellsTheLossesAndTheDistance() {
        assertThat(new Courses.Course(RULE, course(2, 1.1), course(2, 1)).text())
                .isEqualTo(
                        "SGD                100 steps, loss 2.0000 to 1.00e+00, largest relative distance 1.0e-01: DIFFERS");
    }

    @Test
    void anEngineThatFailedDoesNotAgree() {
        Courses.Course course = new Courses.Course(RULE, course(2, 1), Optional.empty());
        assertThat(course.agrees()).isFalse();
        assertThat(course.text()).contains("no trajectory of libtorch");
    }

    @Test
    void theLastLineCounts() {
        assertThat(Courses.summary(15, 13)).isEqualTo("15 compared, 13 agree, 2 differ");
    }
}
