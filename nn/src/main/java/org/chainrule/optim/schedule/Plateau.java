package org.chainrule.optim.schedule;

import org.chainrule.arguments.Arguments;
import org.chainrule.optim.Schedule;

/**
 * A rate that is reduced when the validation loss has not become better for some epochs, as a value: each loss gives the next
 * one. The trainer tells it the loss of every epoch. PyTorch's ReduceLROnPlateau, with its defaults.
 *
 * @param rule when to reduce, and by how much
 * @param rate now
 * @param best the least loss so far
 * @param bad how many losses since then were no better
 * @param resting how many losses are yet to come that do not count, after a reduction
 */
public record Plateau(Rule rule, double rate, double best, int bad, int resting) implements Schedule {
    public Plateau {
        Arguments.notNegative("the rate", rate);
    }

    /** PyTorch's defaults from a first rate on: a tenth after more than 10 epochs without a loss that is 0.01 % less. */
    public Plateau(double rate) {
        this(new Rule(), rate);
    }

    /** The state before any loss. */
    public Plateau(Rule rule, double rate) {
        this(rule, rate, Double.POSITIVE_INFINITY, 0, 0);
    }

    /**
     * When to reduce, and by how much.
     *
     * @param factor what the rate is multiplied by, above 0 and below 1
     * @param patience how many losses in a row may be no better, from 0 on
     * @param threshold how much less a better loss is, as a share of the best, from 0 on
     * @param cooldown how many losses do not count after a reduction, from 0 on
     * @param least the rate stays at least this, from 0 on
     */
    public record Rule(double factor, int patience, double threshold, int cooldown, double least) {
        /** The least change of a rate that is made, as in PyTorch. */
        private static final double CHANGE = 1e-8;

        public Rule {
            Arguments.positive("the factor", factor);
            Arguments.belowOne("the factor", factor);
            Arguments.notNegative("patience", patience);
            Arguments.notNegative("the threshold", threshold);
            Arguments.notNegative("cooldown", cooldown);
            Arguments.notNegative("the least rate", least);
        }

        /** A tenth after more than 10 losses that are not 0.01 % less than the best, no cooldown, down to 0. */
        public Rule() {
            this(0.1, 10, 1e-4, 0, 0);
        }

        private double reduced(double rate) {
            double next = Math.max(rate * factor, least);
            return rate - next > CHANGE ? next : rate;
        }
    }

    @Override
    public double rate(long step) {
        return rate;
    }

    /** The rate after one more loss. NaN is no better loss. */
    @Override
    public Plateau after(long step, double validationLoss) {
        boolean better = validationLoss < best * (1 - rule.threshold());
        double least = better ? validationLoss : best;
        if (resting > 0) {
            return new Plateau(rule, rate, least, 0, resting - 1);
        }
        int worse = better ? 0 : bad + 1;
        return worse > rule.patience()
                ? new Plateau(rule, rule.reduced(rate), least, 0, rule.cooldown())
                : new Plateau(rule, rate, least, worse, 0);
    }
}
