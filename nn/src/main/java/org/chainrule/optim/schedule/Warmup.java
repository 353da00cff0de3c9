package org.chainrule.optim.schedule;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Schedule;

/**
 * Some steps on a straight line up to the first rate of a schedule, which begins after them: {@code first·(factor + (1 −
 * factor)·step/steps)}. PyTorch's SequentialLR of a LinearLR and another.
 *
 * <p>Source: Goyal and others, "Accurate, large minibatch SGD: training ImageNet in 1 hour", 2017.
 *
 * @param steps from 1 on
 * @param factor what the first rate is multiplied by at step 0, from 0 to less than 1
 * @param then what begins after the warm-up, with its own step 0
 */
public record Warmup(long steps, double factor, Schedule then) implements Schedule {
    public Warmup {
        Arguments.count("steps", steps);
        Arguments.belowOne("the factor", factor);
    }

    /** A warm-up whose first step has a part of the rate as well: 1/(steps + 1). */
    public Warmup(long steps, Schedule then) {
        this(steps, 1 / (steps + 1.0), then);
    }

    @Override
    public OptionalLong length() {
        OptionalLong rest = then.length();
        return rest.isPresent() ? OptionalLong.of(steps + rest.getAsLong()) : rest;
    }

    @Override
    public double rate(long step) {
        return step < steps
                ? then.rate(0) * Annealing.LINEAR.between(factor, 1, (double) step / steps)
                : then.rate(step - steps);
    }

    @Override
    public OptionalDouble momentum(long step) {
        return then.momentum(Math.max(0, step - steps));
    }

    @Override
    public Warmup after(long step, double validationLoss) {
        return step < steps ? this : new Warmup(steps, factor, then.after(step - steps, validationLoss));
    }
}
