package org.chainrule.optim.schedule;

import java.util.Optional;
import java.util.OptionalDouble;
import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Schedule;

/**
 * A rate that goes up and down between two bounds on straight lines, and the momentum against it. PyTorch's CyclicLR.
 *
 * <pre>
 * p = the part of the way up that is done, from 0 at the low rate to 1 at the high one
 * rate     = low + (high − low)·p·height            height: see {@link Heights}
 * momentum = momentum.high − (momentum.high − momentum.low)·p·height
 * </pre>
 *
 * Source: Smith, "Cyclical learning rates for training neural networks", WACV 2017.
 *
 * @param low from 0 on
 * @param high from low on
 * @param up steps from low to high, from 1 on
 * @param down steps from high to low, from 1 on
 * @param heights how high each cycle goes
 * @param momentum what the momentum cycles between, if it does
 */
public record Cyclic(double low, double high, long up, long down, Heights heights, Optional<Swing> momentum)
        implements Schedule {
    public Cyclic {
        Arguments.notNegative("the low rate", low);
        Arguments.notNegative("the high rate", high);
        Arguments.count("up", up);
        Arguments.count("down", down);
        if (low > high) {
            throw new IllegalArgumentException("the low rate is " + low + ", above the high one, " + high);
        }
    }

    /** As many steps up as down, and PyTorch's momentum, from 0.9 to 0.8. */
    public Cyclic(double low, double high, long up, Heights heights) {
        this(low, high, up, up, heights, Optional.of(new Swing(0.8, 0.9)));
    }

    /** The same with the optimizer's own momentum. */
    public Cyclic withoutMomentum() {
        return new Cyclic(low, high, up, down, heights, Optional.empty());
    }

    @Override
    public double rate(long step) {
        return low + (high - low) * height(step);
    }

    @Override
    public OptionalDouble momentum(long step) {
        return momentum.map(swing -> OptionalDouble.of(swing.high() - (swing.high() - swing.low()) * height(step)))
                .orElse(OptionalDouble.empty());
    }

    private double height(long step) {
        long within = step % (up + down);
        double part = within <= up ? (double) within / up : (double) (up + down - within) / down;
        return part * heights.of(step, step / (up + down));
    }
}
