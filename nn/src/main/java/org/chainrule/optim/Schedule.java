package org.chainrule.optim;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The learning rate over time: a pure function of the step. Those of {@code org.chainrule.optim.schedule} are records. */
@FunctionalInterface
public interface Schedule {
    /**
     * The rate of a step.
     *
     * @param step counted from 0
     */
    double rate(long step);

    /**
     * The momentum of a step, in the place of the optimizer's own; none leaves the optimizer its own.
     *
     * @param step counted from 0
     */
    default OptionalDouble momentum(long step) {
        return OptionalDouble.empty();
    }

    /**
     * After how many steps it is at its end, where its rate stays; none if it has no end.
     */
    default OptionalLong length() {
        return OptionalLong.empty();
    }

    /**
     * The schedule from here on, now that a validation loss is known: itself, unless it reacts to losses.
     *
     * @param step the next one
     */
    default Schedule after(long step, double validationLoss) {
        return this;
    }
}
