package org.chainrule.cli;

import org.chainrule.optim.Adam;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.Sgd;
import picocli.CommandLine.ITypeConverter;

/** The optimizers that can be chosen by name. */
enum OptimizerChoice {
    SGD(new Sgd(), 0.1),
    MOMENTUM(new Sgd(0.9), 0.02),
    ADAM(new Adam(), 1e-3);

    private final Optimizer optimizer;
    private final double usualRate;

    OptimizerChoice(Optimizer optimizer, double usualRate) {
        this.optimizer = optimizer;
        this.usualRate = usualRate;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    /** The learning rate if none is named. */
    double usualRate() {
        return usualRate;
    }

    @Override
    public String toString() {
        return Options.name(this);
    }

    /** Reads the name of an optimizer. */
    static final class Reader implements ITypeConverter<OptimizerChoice> {
        @Override
        public OptimizerChoice convert(String text) {
            return Options.named(OptimizerChoice.class, text);
        }
    }
}
