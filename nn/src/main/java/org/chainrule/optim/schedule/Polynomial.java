package org.chainrule.optim.schedule;

import java.util.OptionalLong;
import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Schedule;

/**
 * A rate that falls as a power: {@code to + (from − to)·(1 − step/steps)^power}, and {@code to} from step {@code steps} on.
 * PyTorch's PolynomialLR, which always falls to 0.
 *
 * @param from from 0 on
 * @param to from 0 on
 * @param steps from 1 on
 * @param power above 0; 1 is a line
 */
public record Polynomial(double from, double to, long steps, double power) implements Schedule {
    public Polynomial {
        Arguments.notNegative("the first rate", from);
        Arguments.notNegative("the last rate", to);
        Arguments.count("steps", steps);
        Arguments.positive("the power", power);
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(steps);
    }

    @Override
    public double rate(long step) {
        return to + (from - to) * Math.pow(1 - Math.min(1, (double) step / steps), power);
    }
}
