package org.chainrule.cli;

import java.util.function.LongFunction;
import org.chainrule.optim.Adagrad;
import org.chainrule.optim.Adam;
import org.chainrule.optim.AdamW;
import org.chainrule.optim.Constant;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.RmsProp;
import org.chainrule.optim.Schedule;
import org.chainrule.optim.Sgd;
import org.chainrule.optim.schedule.OneCycle;

/**
 * The ways to train that {@code chainrule compare} puts side by side. The rate of each is the best of three,
 * each three times the one before, by the validation loss after five epochs on MNIST.
 */
enum Contestant {
    SGD("SGD", new Sgd(), 0.3),
    MOMENTUM("SGD, momentum 0.9", new Sgd(0.9), 0.1),
    ADAGRAD("Adagrad", new Adagrad(), 0.03),
    RMS_PROP("RMSProp", new RmsProp(), 1e-3),
    ADAM("Adam", new Adam(), 1e-3),
    ADAM_W("AdamW", new AdamW(), 1e-3),
    ONE_CYCLE("Adam, one-cycle", new Adam(), 3e-3, steps -> OneCycle.of(3e-3, steps));

    private final String title;
    private final Optimizer optimizer;
    private final double rate;
    private final LongFunction<Schedule> schedule;

    Contestant(String title, Optimizer optimizer, double rate) {
        this(title, optimizer, rate, steps -> new Constant(rate));
    }

    Contestant(String title, Optimizer optimizer, double rate, LongFunction<Schedule> schedule) {
        this.title = title;
        this.optimizer = optimizer;
        this.rate = rate;
        this.schedule = schedule;
    }

    String title() {
        return title;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    /** The highest one. */
    double rate() {
        return rate;
    }

    /** The rate over a training of so many steps. */
    Schedule schedule(long steps) {
        return schedule.apply(steps);
    }
}
