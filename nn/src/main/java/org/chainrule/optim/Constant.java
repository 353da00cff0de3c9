package org.chainrule.optim;

import org.chainrule.arguments.Arguments;

/** The same rate at every step. */
public record Constant(double value) implements Schedule {
    /** 1e-4. */
    public Constant() {
        this(1e-4);
    }

    public Constant {
        Arguments.notNegative("the learning rate", value);
    }

    @Override
    public double rate(long step) {
        return value;
    }
}
