package org.chainrule.optim.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.optim.Constant;
import org.chainrule.optim.Schedule;
import org.junit.jupiter.api.Test;

class CombinationsTest {
    private final Schedule cosine = new Cosine(0.4, 0.1, 30);

    @Test
    void aWarmupGoesUpToTheFirstRateAndThenTheScheduleBegins() {
        Trajectory.ofRates(
                new Warmup(10, 0.25, cosine), 60, t -> t < 10 ? 0.4 * (0.25 + 0.75 * t / 10) : cosine.rate(t - 10));
    }

    @Test
    void aWarmupGivesItsFirstStepARateAbove0() {
        assertThat(new Warmup(3, new Constant(0.4)).rate(0)).isEqualTo(0.1);
        assertThat(new Warmup(3, new Constant(0.4)).rate(2)).isBetween(0.3 - 1e-12, 0.3 + 1e-12);
    }

    @Test
    void aSequenceBeginsEachPartAtItsOwnStep0() {
        Schedule sequence = new Sequence(List.of(new Constant(0.1), cosine, new Linear(0.1, 0, 10)), List.of(5L, 35L));
        Trajectory.ofRates(
                sequence, 60, t -> t < 5 ? 0.1 : t < 35 ? cosine.rate(t - 5) : Math.max(0, 0.1 - 0.01 * (t - 35)));
    }

    @Test
    void aProductMultipliesRates() {
        Schedule product = Product.of(new Constant(0.5), new Geometric(1, 0.9), cosine);
        Trajectory.ofRates(product, 40, t -> 0.5 * Math.pow(0.9, t) * cosine.rate(t));
    }

    @Test
    void theMomentumOfAPartIsThatOfTheWhole() {
        OneCycle cycle = OneCycle.of(0.1, 20);
        Trajectory.ofMomenta(
                Product.of(new Constant(1), cycle), 20, t -> cycle.momentum(t).getAsDouble());
        Trajectory.ofMomenta(
                new Warmup(5, cycle),
                25,
                t -> cycle.momentum(Math.max(0, t - 5)).getAsDouble());
        Schedule sequence = new Sequence(List.of(new Constant(1), cycle), List.of(5L));
        assertThat(sequence.momentum(4)).isEmpty();
        assertThat(sequence.momentum(8)).isEqualTo(cycle.momentum(3));
    }

    @Test
    void lossesReachTheSchedulesInside() {
        Schedule plateau = new Plateau(new Plateau.Rule(0.5, 0, 0, 0, 0), 0.4);
        Schedule product = Product.of(new Constant(0.5), plateau).after(1, 1.0).after(2, 1.0);
        assertThat(product.rate(3)).isEqualTo(0.1);
        Schedule warmup = new Warmup(2, plateau).after(1, 1.0).after(2, 1.0).after(3, 1.0);
        assertThat(warmup.rate(3)).isEqualTo(0.2);
        Schedule sequence = new Sequence(List.of(cosine, plateau), List.of(2L));
        assertThat(sequence.after(1, 1.0).after(2, 1.0).after(3, 1.0).rate(4)).isEqualTo(0.2);
    }

    @Test
    void whatIsMadeOfPartsEndsWithTheLast() {
        Schedule cosine = new Cosine(0.1, 0, 20);
        assertThat(new Warmup(5, cosine).length()).hasValue(25);
        assertThat(new Sequence(List.of(new Constant(0.1), cosine), List.of(7L)).length())
                .hasValue(27);
        assertThat(new Sequence(List.of(cosine, new Constant(0.1)), List.of(7L)).length())
                .isEmpty();
        assertThat(Product.of(cosine, new Linear(1, 0, 30)).length()).hasValue(30);
        assertThat(Product.of(cosine, new Constant(1)).length()).isEmpty();
        assertThat(OneCycle.of(0.1, 40).length()).hasValue(40);
        assertThat(new Polynomial(0.1, 0, 50, 2).length()).hasValue(50);
    }
}
