package org.chainrule.bench.engine.trajectory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.chainrule.bench.compare.Checkout;
import org.chainrule.bench.trajectory.Digits;
import org.chainrule.bench.trajectory.Rule;
import org.chainrule.bench.trajectory.Trajectory;
import org.chainrule.bench.trajectory.Weights;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingTest {
    static Iterable<Rule> rules() {
        return Rule.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleLearnsTheDigits(Rule rule) throws IOException {
        Path root = Checkout.find().orElseThrow().root();
        Trajectory course =
                Training.of(Digits.read(root.resolve("data").resolve("mnist"))).by(rule);
        assertThat(course.losses()).hasSize(rule.steps());
        // ln 10 is the loss of an even guess
        assertThat(course.losses().getFirst()).isBetween(2.2, 2.4);
        assertThat(course.losses().getLast()).isLessThan(1.95);
        assertThat(course.parameters())
                .hasSize((Digits.INPUTS + 1) * Weights.HIDDEN + (Weights.HIDDEN + 1) * Digits.CLASSES);
    }
}
