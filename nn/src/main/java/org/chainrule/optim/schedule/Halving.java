package org.chainrule.optim.schedule;

import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Schedule;

/**
 * A rate that is halved every k epochs: {@code rate · ½^⌊epoch/k⌋}, epochs counted from 0.
 *
 * @param rate the first, from 0 on
 * @param epochs k, from 1 on
 * @param stepsPerEpoch from 1 on
 */
public record Halving(double rate, long epochs, long stepsPerEpoch) implements Schedule {
    public Halving {
        Arguments.notNegative("the rate", rate);
        Arguments.count("epochs", epochs);
        Arguments.count("stepsPerEpoch", stepsPerEpoch);
    }

    @Override
    public double rate(long step) {
        return new StepDecay(rate, 0.5, Math.multiplyExact(epochs, stepsPerEpoch)).rate(step);
    }
}
