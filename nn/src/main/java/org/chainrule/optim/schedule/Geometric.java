package org.chainrule.optim.schedule;

import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Schedule;

/**
 * A rate multiplied by γ at each step: {@code rate · γ^step}. PyTorch's ExponentialLR, which is usually stepped once an
 * epoch: that is {@link StepDecay} every {@code stepsPerEpoch}.
 *
 * @param rate the first, from 0 on
 * @param gamma above 0; above 1 the rate grows
 */
public record Geometric(double rate, double gamma) implements Schedule {
    public Geometric {
        Arguments.notNegative("the rate", rate);
        Arguments.positive("gamma", gamma);
    }

    /** From a rate to another, reached at step {@code steps}: the sweep of a rate finder. */
    public static Geometric between(double from, double to, long steps) {
        Arguments.positive("the first rate", from);
        Arguments.positive("the last rate", to);
        Arguments.count("steps", steps);
        return new Geometric(from, Math.exp(Math.log(to / from) / steps));
    }

    @Override
    public double rate(long step) {
        return rate * Math.pow(gamma, (double) step);
    }
}
