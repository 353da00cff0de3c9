package org.chainrule.bench.trajectory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrajectoryTest {
    private static final Trajectory SOME = new Trajectory("SGD", List.of(2.5, 0.1 + 0.2), List.of(-1e-300, 0.0, 4.0));

    @Test
    void aLineTellsEveryNumberExactly() {
        assertThat(Trajectory.parse(SOME.text())).contains(SOME);
    }

    @Test
    void otherLinesAreNone() {
        assertThat(Trajectory.parse("warning, something, is, odd")).isEmpty();
        assertThat(Trajectory.parse("TRAJECTORY")).isEmpty();
    }

    @Test
    void distancesAreRelativeToTheOtherNumber() {
        Trajectory other = new Trajectory("SGD", List.of(2.5, 0.1 + 0.2), List.of(-1e-300, 0.0, 4.4));
        assertThat(SOME.distance(SOME)).isZero();
        assertThat(SOME.distance(other)).isBetween(0.0909, 0.0910);
        assertThat(other.distance(SOME)).isBetween(0.0999, 0.1001);
    }

    @Test
    void whatCannotBeComparedIsInfinitelyFar() {
        Trajectory shorter = new Trajectory("SGD", List.of(2.5), List.of(-1e-300, 0.0, 4.0));
        Trajectory broken = new Trajectory("SGD", List.of(2.5, 0.3), List.of(-1e-300, 0.0, Double.NaN));
        Trajectory zero = new Trajectory("SGD", List.of(2.5, 0.1 + 0.2), List.of(-1e-300, 0.1, 4.0));
        assertThat(SOME.distance(shorter)).isInfinite();
        assertThat(SOME.distance(broken)).isInfinite();
        assertThat(broken.distance(broken)).isInfinite();
        assertThat(zero.distance(SOME)).isInfinite();
    }

    @Test
    void rulesHaveNamesOfTheirOwnThatFitIntoALine() {
        List<String> names = Rule.all().stream().map(Rule::name).toList();
        assertThat(names).doesNotHaveDuplicates().noneMatch(name -> name.contains(","));
        assertThat(names).doesNotContainAnyElementsOf(Rule.uncompared().keySet());
    }
}
