package org.chainrule.optim.schedule;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Schedule;

/**
 * One cycle over the whole training: the rate goes from {@code start} up to {@code peak} and down to {@code end}, and the
 * momentum against it. With three phases it goes down to {@code start} as fast as it went up, and then on to {@code end},
 * where the momentum stays high.
 *
 * <p>Sources: Smith, Topin, "Super-convergence: very fast training of neural networks using large learning rates", 2018;
 * Smith, "A disciplined approach to neural network hyper-parameters", 2018.
 *
 * @param peak the highest rate, above 0
 * @param steps of the whole training, from 2 on; after them the rate stays at {@code end}
 * @param rise the share of the steps that go up, above 0 and below 1, or up to ½ with three phases
 * @param start the first rate, from 0 on
 * @param end the last rate, from 0 on
 * @param annealing how the rate goes from one to the next
 * @param phases 2 or 3
 * @param momentum what the momentum cycles between, if it does
 * @param closed whether the last step has the last rate, as in PyTorch, or the one after would have it, as in fast.ai
 */
public record OneCycle(
        double peak,
        long steps,
        double rise,
        double start,
        double end,
        Annealing annealing,
        int phases,
        Optional<Swing> momentum,
        boolean closed)
        implements Schedule {
    public OneCycle {
        Arguments.positive("the peak rate", peak);
        Arguments.notNegative("the first rate", start);
        Arguments.notNegative("the last rate", end);
        if (phases != 2 && phases != 3) {
            throw new IllegalArgumentException("one cycle has 2 phases or 3, not " + phases);
        }
        double most = 1.0 / (phases - 1);
        if (!(rise > 0 && rise < most)) {
            throw new IllegalArgumentException(
                    "the share of " + rise + " of the steps goes up, which is to be above 0 and " + "below " + most
                            + " with " + phases + " phases");
        }
        if (steps * rise <= (closed ? 1 : 0) || steps < 2) {
            throw new IllegalArgumentException(
                    steps + " steps are too few for one cycle: the share of " + rise + " that goes up is no step");
        }
    }

    /** PyTorch's defaults: from peak/25 in 30 % of the steps, down to peak/250,000, momentum from 0.95 to 0.85. */
    public static OneCycle of(double peak, long steps) {
        Optional<Swing> momentum = Optional.of(new Swing(0.85, 0.95));
        return new OneCycle(peak, steps, 0.3, peak / 25, peak / 25e4, Annealing.COSINE, 2, momentum, true);
    }

    /** fast.ai's defaults: from peak/25 in 25 % of the steps, down to peak/100,000, momentum from 0.95 to 0.85. */
    public static OneCycle fastAi(double peak, long steps) {
        Optional<Swing> momentum = Optional.of(new Swing(0.85, 0.95));
        return new OneCycle(peak, steps, 0.25, peak / 25, peak / 1e5, Annealing.COSINE, 2, momentum, false);
    }

    /** The same, going up in another share of the steps. */
    public OneCycle withRise(double share) {
        return new OneCycle(peak, steps, share, start, end, annealing, phases, momentum, closed);
    }

    /** The same between other rates. */
    public OneCycle withEnds(double first, double last) {
        return new OneCycle(peak, steps, rise, first, last, annealing, phases, momentum, closed);
    }

    public OneCycle with(Annealing other) {
        return new OneCycle(peak, steps, rise, start, end, other, phases, momentum, closed);
    }

    public OneCycle withThreePhases() {
        return new OneCycle(peak, steps, rise, start, end, annealing, 3, momentum, closed);
    }

    /** The same with a momentum that cycles, or with the optimizer's own. */
    public OneCycle with(Optional<Swing> other) {
        return new OneCycle(peak, steps, rise, start, end, annealing, phases, other, closed);
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(steps);
    }

    @Override
    public double rate(long step) {
        return phases == 2 ? along(step, start, peak, end) : along(step, start, peak, start, end);
    }

    @Override
    public OptionalDouble momentum(long step) {
        if (momentum.isEmpty()) {
            return OptionalDouble.empty();
        }
        double low = momentum.get().low();
        double high = momentum.get().high();
        return OptionalDouble.of(phases == 2 ? along(step, high, low, high) : along(step, high, low, high, high));
    }

    /** The value at a step on the way past some stops, each reached at the end of a phase. */
    private double along(long step, double... stops) {
        int phase = 1;
        while (phase < phases && step > reached(phase)) {
            phase++;
        }
        double from = phase == 1 ? 0 : reached(phase - 1);
        double share = Math.min(1, (step - from) / (reached(phase) - from));
        return annealing.between(stops[phase - 1], stops[phase], share);
    }

    /** The step, not always a whole one, at which a phase ends. */
    private double reached(int phase) {
        if (phase == phases) {
            return closed ? steps - 1 : steps;
        }
        return phase * (closed ? rise * steps - 1 : rise * steps);
    }
}
