package org.chainrule.cli;

import java.util.Iterator;
import org.chainrule.optim.Adadelta;
import org.chainrule.optim.Adafactor;
import org.chainrule.optim.Adagrad;
import org.chainrule.optim.Adam;
import org.chainrule.optim.AdamW;
import org.chainrule.optim.Adamax;
import org.chainrule.optim.AmsGrad;
import org.chainrule.optim.Asgd;
import org.chainrule.optim.Lamb;
import org.chainrule.optim.Lion;
import org.chainrule.optim.NAdam;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.RAdam;
import org.chainrule.optim.RmsProp;
import org.chainrule.optim.Sgd;
import picocli.CommandLine.ITypeConverter;

/**
 * The optimizers that can be chosen by name, each with a learning rate for the case that none is named. Not among them: what
 * learns from the whole data at once (Rprop, L-BFGS), and Muon, which is for matrices alone.
 */
enum OptimizerChoice {
    // spotless:off
    SGD      (new Sgd(),                   0.1),
    MOMENTUM (new Sgd(0.9),                0.02),
    NESTEROV (new Sgd(0.9, 0, true, 0),    0.02),
    ADAM     (new Adam(),                  1e-3),
    ADAMW    (new AdamW(),                 1e-3),
    AMSGRAD  (new AmsGrad(),               1e-3),
    ADAMAX   (new Adamax(),                2e-3),
    NADAM    (new NAdam(),                 2e-3),
    RADAM    (new RAdam(),                 1e-3),
    ADAGRAD  (new Adagrad(),               1e-2),
    ADADELTA (new Adadelta(),              1),
    ADAFACTOR(new Adafactor(),             1e-2),
    RMSPROP  (new RmsProp(),               1e-3),
    LION     (new Lion(),                  1e-4),
    LAMB     (new Lamb(),                  1e-3),
    ASGD     (new Asgd(),                  1e-2);
    // spotless:on

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

    /** All names, for the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Options.names(OptimizerChoice.class).iterator();
        }
    }
}
