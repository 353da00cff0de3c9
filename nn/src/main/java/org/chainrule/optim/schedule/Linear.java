package org.chainrule.optim.schedule;

import java.util.OptionalLong;
import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Schedule;

/**
 * A rate on a straight line: {@code from + (to − from)·step/steps}, and {@code to} from step {@code steps} on. PyTorch's
 * LinearLR, whose factors 1/3 and 1 are here the rates themselves.
 *
 * @param from from 0 on
 * @param to from 0 on
 * @param steps from 1 on
 */
public record Linear(double from, double to, long steps) implements Schedule {
    public Linear {
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
        return Annealing.LINEAR.between(from, to, Math.min(1, (double) step / steps));
    }
}
