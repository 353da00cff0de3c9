package org.chainrule.optim.schedule;

import java.util.OptionalLong;
import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Schedule;

/**
 * A rate that falls on half a cosine: {@code to + (from − to)·(1 + cos(π·step/steps))/2}, and {@code to} from step
 * {@code steps} on. PyTorch's CosineAnnealingLR rises again after that; here {@link WarmRestarts} is for going on.
 *
 * <p>Source: Loshchilov, Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017.
 *
 * @param from from 0 on
 * @param to from 0 on
 * @param steps from 1 on
 */
public record Cosine(double from, double to, long steps) implements Schedule {
    public Cosine {
        Arguments.notNegative("the first rate", from);
        Arguments.notNegative("the last rate", to);
        Arguments.count("steps", steps);
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(steps);
    }

    @Override
    public double rate(long step) {
        return Annealing.COSINE.between(from, to, Math.min(1, (double) step / steps));
    }
}
