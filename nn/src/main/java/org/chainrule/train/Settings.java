package org.chainrule.train;

import org.chainrule.nn.L2;
import org.chainrule.nn.Loss;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.optim.Adam;
import org.chainrule.optim.Constant;
import org.chainrule.optim.MomentumOptimizer;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.Schedule;

/**
 * How to train.
 *
 * @param epochs passes over the data
 * @param batch examples in a step; the last of an epoch may have fewer
 * @param seed decides the order of the examples
 */
public record Settings(Loss loss, Optimizer optimizer, Schedule schedule, L2 l2, int epochs, int batch, long seed) {
    public Settings {
        if (epochs < 1 || batch < 1) {
            throw new IllegalArgumentException(epochs + " epochs of batches of " + batch + ": both are at least 1");
        }
        boolean cycled = schedule.momentum(0).isPresent();
        if (cycled && !(optimizer instanceof MomentumOptimizer accelerated && accelerated.momentum() > 0)) {
            throw new IllegalArgumentException(schedule + " has a momentum for each step, and " + optimizer
                    + " has none; take the schedule without momentum, or an optimizer with it");
        }
    }

    /** Softmax cross-entropy, Adam at 1e-3, no penalty, batches of 128, seed 1. */
    public static Settings classification(int epochs) {
        return new Settings(new SoftmaxCrossEntropy(), new Adam(), new Constant(1e-3), new L2(0), epochs, 128, 1);
    }

    public Settings with(Loss other) {
        return new Settings(other, optimizer, schedule, l2, epochs, batch, seed);
    }

    public Settings with(Optimizer other, Schedule rate) {
        return new Settings(loss, other, rate, l2, epochs, batch, seed);
    }

    public Settings with(L2 other) {
        return new Settings(loss, optimizer, schedule, other, epochs, batch, seed);
    }

    public Settings withBatch(int other) {
        return new Settings(loss, optimizer, schedule, l2, epochs, other, seed);
    }

    public Settings withSeed(long other) {
        return new Settings(loss, optimizer, schedule, l2, epochs, batch, other);
    }
}
