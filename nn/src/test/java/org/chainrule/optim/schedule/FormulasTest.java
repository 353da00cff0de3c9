package org.chainrule.optim.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.optim.Constant;
import org.junit.jupiter.api.Test;

/** The formulas of the documentation, and the points where they are easy to check by hand. */
class FormulasTest {
    @Test
    void constantIsTheSameAtEveryStepAndTenToTheMinusFourByDefault() {
        Trajectory.ofRates(new Constant(), 10, step -> 1e-4);
    }

    @Test
    void halvingHalvesEveryFewEpochs() {
        Halving halving = new Halving(0.8, 2, 5);
        double[] perEpoch = {0.8, 0.8, 0.4, 0.4, 0.2, 0.2, 0.1};
        Trajectory.ofRates(halving, 35, step -> perEpoch[(int) step / 5]);
    }

    @Test
    void exponentialDecayTakesTheTimeInEpochsOrInSteps() {
        Trajectory.ofRates(ExponentialDecay.inSteps(0.5, 0.03), 200, t -> 0.5 * Math.pow(Math.E, -0.03 * t));
        Trajectory.ofRates(
                ExponentialDecay.inEpochs(0.5, 0.3, 10), 200, t -> 0.5 * Math.pow(Math.E, -0.3 * (t / 10.0)));
        assertThat(ExponentialDecay.inEpochs(1, 1, 10).rate(5)).isBetween(0.6065, 0.6066);
    }

    @Test
    void geometricReachesTheSecondRateAtTheLastStep() {
        Trajectory.ofRates(Geometric.between(1e-7, 10, 100), 101, i -> 1e-7 * Math.pow(10 / 1e-7, i / 100.0));
    }

    @Test
    void inverseSquareRootIsThatOfTheTransformer() {
        int width = 512;
        int warmup = 40;
        InverseSquareRoot schedule = new InverseSquareRoot(1 / Math.sqrt(width * warmup), warmup);
        Trajectory.ofRates(
                schedule,
                400,
                step -> Math.pow(width, -0.5)
                        * Math.min(Math.pow(step + 1, -0.5), (step + 1) * Math.pow(warmup, -1.5)));
        assertThat(new InverseSquareRoot(0.1, 1).rate(0)).isEqualTo(0.1);
    }

    @Test
    void theLastRateStaysAfterTheEnd() {
        for (long step : new long[] {50, 51, 75, 100, 1_000_000_000_000L}) {
            assertThat(new Linear(0.5, 0.1, 50).rate(step)).isEqualTo(0.1);
            assertThat(new Polynomial(0.5, 0.1, 50, 3).rate(step)).isEqualTo(0.1);
            assertThat(new Cosine(0.5, 0.1, 50).rate(step)).isEqualTo(0.1);
        }
    }

    @Test
    void cosineIsHalfWayInTheMiddle() {
        assertThat(new Cosine(0.5, 0.1, 50).rate(25)).isEqualTo(0.3);
        assertThat(new Cosine(0.5, 0.1, 50).rate(0)).isEqualTo(0.5);
    }

    @Test
    void schedulesPrintWhatTheyAre() {
        assertThat(new Warmup(10, new Cosine(0.1, 0, 90)))
                .hasToString("Warmup[steps=10, factor=0.09090909090909091, then=Cosine[from=0.1, to=0.0, steps=90]]");
    }
}
