package org.chainrule.optim.schedule;

import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Schedule;

/**
 * SGDR: {@link Cosine} over and over, each period longer than the one before by a factor. PyTorch's
 * CosineAnnealingWarmRestarts.
 *
 * <p>Source: Loshchilov, Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017.
 *
 * @param from the rate at each restart, from 0 on
 * @param to what it falls to, from 0 on
 * @param period the steps of the first period, from 1 on
 * @param multiplier how much longer each next period is, from 1 on
 */
public record WarmRestarts(double from, double to, long period, int multiplier) implements Schedule {
    public WarmRestarts {
        Arguments.notNegative("the first rate", from);
        Arguments.notNegative("the last rate", to);
        Arguments.count("period", period);
        Arguments.count("multiplier", multiplier);
    }

    @Override
    public double rate(long step) {
        long at = multiplier == 1 ? step % period : step;
        long length = period;
        while (at >= length) {
            at -= length;
            length *= multiplier;
        }
        return Annealing.COSINE.between(from, to, (double) at / length);
    }
}
