package org.chainrule.optim.schedule;

import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Schedule;

/**
 * A rate that decays exponentially: {@code rate · e^(−k·t)}, where t is the time in epochs, parts of them included, or in
 * steps.
 *
 * @param rate the first, from 0 on
 * @param k from 0 on, for one unit of time
 * @param unit how many steps a unit of time has, from 1 on: those of an epoch, or 1
 */
public record ExponentialDecay(double rate, double k, long unit) implements Schedule {
    public ExponentialDecay {
        Arguments.notNegative("the rate", rate);
        Arguments.notNegative("k", k);
        Arguments.count("the unit", unit);
    }

    /** t in steps. */
    public static ExponentialDecay inSteps(double rate, double k) {
        return new ExponentialDecay(rate, k, 1);
    }

    /** t in epochs. */
    public static ExponentialDecay inEpochs(double rate, double k, long stepsPerEpoch) {
        return new ExponentialDecay(rate, k, stepsPerEpoch);
    }

    @Override
    public double rate(long step) {
        return rate * Math.exp(-k * step / unit);
    }
}
