package org.chainrule.optim.schedule;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongToDoubleFunction;
import org.chainrule.optim.Schedule;
import org.junit.jupiter.api.Test;

/** PyTorch's schedulers as its documentation defines them: each rate from the one before. */
class PyTorchTest {
    /** The next rate from the one before, at a step from 1 on. */
    private interface Recurrence {
        double next(double rate, long step);
    }

    private static void check(Schedule schedule, int steps, double first, Recurrence recurrence) {
        double[] rates = new double[steps];
        rates[0] = first;
        for (int step = 1; step < steps; step++) {
            rates[step] = recurrence.next(rates[step - 1], step);
        }
        Trajectory.ofRates(schedule, steps, step -> rates[(int) step]);
    }

    @Test
    void stepLr() {
        check(new StepDecay(0.05, 0.1, 30), 100, 0.05, (rate, t) -> t % 30 == 0 ? rate * 0.1 : rate);
    }

    @Test
    void multiStepLr() {
        List<Long> milestones = List.of(30L, 80L, 80L, 81L);
        check(
                new MultiStep(0.05, 0.5, milestones),
                100,
                0.05,
                (rate, t) -> rate
                        * Math.pow(0.5, milestones.stream().filter(m -> m == t).count()));
        check(MultiStep.ofEpochs(0.05, 0.1, 7, 2, 5), 60, 0.05, (rate, t) -> t == 14 || t == 35 ? rate * 0.1 : rate);
    }

    @Test
    void exponentialLr() {
        check(new Geometric(0.05, 0.97), 200, 0.05, (rate, t) -> rate * 0.97);
        check(new StepDecay(0.05, 0.9, 10), 200, 0.05, (rate, t) -> t % 10 == 0 ? rate * 0.9 : rate);
    }

    @Test
    void linearLr() {
        double start = 1.0 / 3;
        int total = 40;
        check(
                new Linear(0.6 * start, 0.6, total),
                80,
                0.6 * start,
                (rate, t) -> t > total ? rate : rate * (1 + (1 - start) / (total * start + (t - 1) * (1 - start))));
    }

    @Test
    void polynomialLr() {
        double total = 40;
        check(
                new Polynomial(0.3, 0, 40, 2.5),
                80,
                0.3,
                (rate, t) -> t > total ? rate : rate * Math.pow((1 - t / total) / (1 - (t - 1) / total), 2.5));
    }

    @Test
    void cosineAnnealingLr() {
        double total = 50;
        double least = 0.01;
        check(
                new Cosine(0.5, least, 50),
                51,
                0.5,
                (rate, t) ->
                        (1 + Math.cos(Math.PI * t / total)) / (1 + Math.cos(Math.PI * (t - 1) / total)) * (rate - least)
                                + least);
    }

    @Test
    void cosineAnnealingWarmRestarts() {
        for (int multiplier : new int[] {1, 2, 3}) {
            long[] at = {0, 10};
            check(new WarmRestarts(0.5, 0.02, 10, multiplier), 300, 0.5, (rate, t) -> {
                at[0]++;
                if (at[0] >= at[1]) {
                    at[0] -= at[1];
                    at[1] *= multiplier;
                }
                return 0.02 + (0.5 - 0.02) * (1 + Math.cos(Math.PI * at[0] / at[1])) / 2;
            });
        }
    }

    @Test
    void cyclicLr() {
        int up = 20;
        int down = 35;
        DoubleUnaryOperator same = cycle -> 1;
        DoubleUnaryOperator half = cycle -> 1 / Math.pow(2, cycle - 1);
        cyclic(new Heights.Triangular(), up, down, (cycle, t) -> same.applyAsDouble(cycle));
        cyclic(new Heights.Triangular2(), up, down, (cycle, t) -> half.applyAsDouble(cycle));
        cyclic(new Heights.ExponentialRange(0.99), up, down, (cycle, t) -> Math.pow(0.99, t));
        cyclic(new Heights.Triangular2(), 1, 1, (cycle, t) -> half.applyAsDouble(cycle));
    }

    private interface Scale {
        double of(double cycle, long step);
    }

    private static void cyclic(Heights heights, int up, int down, Scale scale) {
        double total = up + down;
        double ratio = up / total;
        LongToDoubleFunction height = t -> {
            double cycle = Math.floor(1 + t / total);
            double x = 1 + t / total - cycle;
            double factor = x <= ratio ? x / ratio : (x - 1) / (ratio - 1);
            return factor * scale.of(cycle, t);
        };
        Cyclic schedule = new Cyclic(0.01, 0.3, up, down, heights, Optional.of(new Swing(0.8, 0.9)));
        Trajectory.ofRates(schedule, 300, t -> 0.01 + (0.3 - 0.01) * height.applyAsDouble(t));
        Trajectory.ofMomenta(schedule, 300, t -> 0.9 - (0.9 - 0.8) * height.applyAsDouble(t));
    }
}
