package org.chainrule.train;

import java.util.Optional;
import org.chainrule.data.Pass;
import org.chainrule.data.Sampling;
import org.chainrule.data.Source;
import org.chainrule.nn.Loss;
import org.chainrule.nn.MeanSquaredError;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.optim.Accumulating;
import org.chainrule.optim.Adam;
import org.chainrule.optim.Averaging;
import org.chainrule.optim.Constant;
import org.chainrule.optim.Ema;
import org.chainrule.optim.MomentumOptimizer;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.Schedule;
import org.chainrule.optim.Swa;
import org.chainrule.regularization.Constraint;
import org.chainrule.regularization.GradientTransform;
import org.chainrule.regularization.Mixup;
import org.chainrule.regularization.Penalty;
import org.chainrule.regularization.Regularization;

/**
 * How to train.
 *
 * @param epochs passes over the data, at most
 * @param batch examples in a step; the last of an epoch may have fewer
 * @param seed decides the order of the examples, and what is random in training
 * @param stopping when to end before the last epoch, if at all
 * @param averaging which average of the models is validated and given at the end, if not the last model: {@link Ema} is taken after each
 *     step, {@link Swa} after each epoch
 * @param sampling which examples an epoch has, and in which order
 */
public record Settings(
        Loss loss,
        Optimizer optimizer,
        Schedule schedule,
        Regularization regularization,
        int epochs,
        int batch,
        long seed,
        Optional<EarlyStopping> stopping,
        Optional<Averaging> averaging,
        Sampling sampling) {
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

    /** Softmax cross-entropy, Adam at 1e-3, no regularization, batches of 128, seed 1, all epochs. */
    public static Settings classification(int epochs) {
        return new Settings(
                new SoftmaxCrossEntropy(),
                new Adam(),
                new Constant(1e-3),
                Regularization.none(),
                epochs,
                128,
                1,
                Optional.empty(),
                Optional.empty(),
                Sampling.shuffled());
    }

    /** Mean squared error, and all else as in {@link #classification}. */
    public static Settings regression(int epochs) {
        return classification(epochs).with(new MeanSquaredError());
    }

    /** For an {@link Objective} of one's own: without a loss, and all else as in {@link #classification}. */
    public static Settings objective(int epochs) {
        return classification(epochs).with(new Unasked());
    }

    public Settings with(Loss other) {
        return new Settings(
                other, optimizer, schedule, regularization, epochs, batch, seed, stopping, averaging, sampling);
    }

    public Settings with(Optimizer other, Schedule rate) {
        return new Settings(loss, other, rate, regularization, epochs, batch, seed, stopping, averaging, sampling);
    }

    public Settings with(Regularization other) {
        return new Settings(loss, optimizer, schedule, other, epochs, batch, seed, stopping, averaging, sampling);
    }

    /** The same with one penalty more. */
    public Settings withPenalty(Penalty penalty) {
        return with(regularization.with(penalty));
    }

    /** The same with one change of the gradients more. */
    public Settings with(GradientTransform transform) {
        return with(regularization.with(transform));
    }

    /** The same with one constraint more. */
    public Settings with(Constraint constraint) {
        return with(regularization.with(constraint));
    }

    /** The same with mixed examples. */
    public Settings with(Mixup mixup) {
        return with(regularization.with(mixup));
    }

    /** The same, ended when it becomes no better. */
    public Settings with(EarlyStopping rule) {
        return new Settings(
                loss, optimizer, schedule, regularization, epochs, batch, seed, Optional.of(rule), averaging, sampling);
    }

    /** The same, with an average of the models in the place of the last one. */
    public Settings with(Averaging rule) {
        return new Settings(
                loss, optimizer, schedule, regularization, epochs, batch, seed, stopping, Optional.of(rule), sampling);
    }

    /** The same, with other examples in an epoch, or in another order: {@code with(Sampling.balanced(labels))}. */
    public Settings with(Sampling other) {
        return new Settings(loss, optimizer, schedule, regularization, epochs, batch, seed, stopping, averaging, other);
    }

    /**
     * The same, with the gradients of so many batches added up before the parameters move, as if they had been one batch. Schedules count
     * batches. A sum that is not full at the end of an epoch is filled in the next one.
     */
    public Settings accumulating(int batches) {
        return with(new Accumulating(optimizer, batches), schedule);
    }

    public Settings withEpochs(int other) {
        return new Settings(
                loss, optimizer, schedule, regularization, other, batch, seed, stopping, averaging, sampling);
    }

    public Settings withBatch(int other) {
        return new Settings(
                loss, optimizer, schedule, regularization, epochs, other, seed, stopping, averaging, sampling);
    }

    public Settings withSeed(long other) {
        return new Settings(
                loss, optimizer, schedule, regularization, epochs, batch, other, stopping, averaging, sampling);
    }

    /** The batches of an epoch of so many examples; the last may have fewer than the others. */
    public int stepsPerEpoch(int examples) {
        return Math.ceilDiv(examples, batch);
    }

    /** The steps of a whole training on so many examples, as schedules want them. */
    public long steps(int examples) {
        return (long) epochs * stepsPerEpoch(examples);
    }

    /**
     * The steps of a whole training, as schedules want them: {@code settings.with(new Adam(), OneCycle.of(3e-3, settings.steps(training)))}.
     *
     * @throws IllegalArgumentException if the data are a stream, which tells at its end alone how many examples it has
     */
    public long steps(Source training) {
        return steps(
                training.count()
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "a stream tells at its end alone how many examples it has,"
                                                + " so its steps cannot be counted before: say how many examples, by steps(examples)")));
    }

    /** An epoch's way through the data; epochs count from 1. */
    Pass pass(int epoch) {
        return new Pass(sampling, batch, seed, epoch);
    }
}
