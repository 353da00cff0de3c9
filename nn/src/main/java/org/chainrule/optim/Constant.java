package org.chainrule.optim;

/** The same rate at every step. */
public record Constant(double value) implements Schedule {
    /** 1e-4. */
    public Constant() {
        this(1e-4);
    }

    public Constant {
        if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("a learning rate is a number from 0 on, not " + value);
        }
    }

    @Override
    public double rate(long step) {
        return value;
    }
}
