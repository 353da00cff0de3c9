package org.chainrule.optim;

/** The learning rate over time: a pure function of the step. */
@FunctionalInterface
public interface Schedule {
    /**
     * The rate of a step.
     *
     * @param step counted from 0
     */
    double rate(long step);
}
