package org.chainrule.optim.schedule;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.chainrule.optim.Constant;
import org.junit.jupiter.api.Test;

/** Impossible schedules are refused where they are made, with what is wrong. */
class RefusalsTest {
    private static void refused(ThrowingCallable maker, String... words) {
        assertThatThrownBy(maker)
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(words);
    }

    @Test
    void rates() {
        refused(() -> new StepDecay(-1, 0.1, 1), "rate", "-1.0");
        refused(() -> new Linear(0.1, Double.NaN, 1), "last rate", "NaN");
        refused(() -> new Cosine(Double.POSITIVE_INFINITY, 0, 1), "first rate", "Infinity");
        refused(() -> Geometric.between(0, 1, 10), "first rate", "above 0");
        refused(
                () -> new Cyclic(0.2, 0.1, 5, 5, new Heights.Triangular(), Optional.empty()),
                "low rate is 0.2, above the high one, 0.1");
    }

    @Test
    void counts() {
        refused(() -> new StepDecay(0.1, 0.1, 0), "every", "from 1 on", "0");
        refused(() -> new Halving(0.1, -2, 5), "epochs", "-2");
        refused(() -> new Warmup(0, new Constant()), "steps", "0");
        refused(() -> new WarmRestarts(0.1, 0, 5, 0), "multiplier", "0");
    }

    @Test
    void orders() {
        refused(() -> new MultiStep(0.1, 0.1, List.of(5L, 3L)), "ascending", "[5, 3]");
        refused(() -> new Sequence(List.of(new Constant(), new Constant()), List.of()), "2 schedules", "not 0");
        refused(() -> new Sequence(List.of(new Constant(), new Constant()), List.of(0L)), "above 0", "[0]");
        refused(() -> new Product(List.of()), "at least one");
        refused(() -> new Swing(0.9, 0.8), "lower momentum is 0.9", "0.8");
        refused(() -> new Swing(0.9, 1), "less than 1", "1.0");
    }
}
