package org.chainrule.optim.schedule;

import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Schedule;

/**
 * A rate that is multiplied every so many steps: {@code rate · factor^⌊step/every⌋}. PyTorch's StepLR; with
 * {@code every = stepsPerEpoch} its ExponentialLR.
 *
 * @param rate the first, from 0 on
 * @param factor above 0
 * @param every steps, from 1 on
 */
public record StepDecay(double rate, double factor, long every) implements Schedule {
    public StepDecay {
        Arguments.notNegative("the rate", rate);
        Arguments.positive("the factor", factor);
        Arguments.count("every", every);
    }

    @Override
    public double rate(long step) {
        return rate * Math.pow(factor, (double) Math.floorDiv(step, every));
    }
}
