package org.chainrule.optim.schedule;

import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Schedule;

/**
 * A rate that rises on a line and then falls as 1/√n, where n counts the steps from 1: {@code peak · min(n/warmup,
 * √(warmup/n))}.
 *
 * <p>Source: Vaswani and others, "Attention is all you need", NeurIPS 2017, whose peak is 1/√(width · warmup).
 *
 * @param peak the rate of the step number {@code warmup}, from 0 on
 * @param warmup steps, from 1 on; 1 is no warm-up
 */
public record InverseSquareRoot(double peak, long warmup) implements Schedule {
    public InverseSquareRoot {
        Arguments.notNegative("the peak rate", peak);
        Arguments.count("warmup", warmup);
    }

    @Override
    public double rate(long step) {
        double n = step + 1.0;
        return peak * Math.min(n / warmup, Math.sqrt(warmup / n));
    }
}
