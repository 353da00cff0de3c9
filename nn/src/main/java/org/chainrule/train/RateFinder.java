package org.chainrule.train;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.arguments.Arguments;
import org.chainrule.data.Dataset;
import org.chainrule.data.Prefetch;
import org.chainrule.nn.Layer;
import org.chainrule.optim.schedule.Geometric;
import org.chainrule.threads.Workers;

/**
 * Finds a learning rate: a short training whose rate grows from step to step, until the loss explodes. The model that is
 * given stays as it is, as any value does.
 *
 * <pre>
 * rate of step i = from · (to/from)^(i/steps)
 * smoothed loss  = sᵢ/(1 − 0.98^(i+1)), sᵢ = 0.98·sᵢ₋₁ + 0.02·lossᵢ
 * </pre>
 *
 * Sources: Smith, "Cyclical learning rates for training neural networks", WACV 2017; the defaults are those of fast.ai's
 * {@code lr_find}.
 *
 * @param settings of the training that a rate is looked for; their schedule is not used
 * @param from the first rate, above 0
 * @param to the rate that the step after the last would have, above 0
 * @param steps at most so many, from 1 on
 * @param limit ends the sweep when the smoothed loss is above this many times the best one, above 1
 * @param workers the threads
 */
public record RateFinder(Settings settings, double from, double to, int steps, double limit, Workers workers) {
    private static final double SMOOTHING = 0.98;

    public RateFinder {
        Arguments.positive("the first rate", from);
        Arguments.positive("the last rate", to);
        Arguments.count("steps", steps);
        if (!(limit > 1)) {
            throw new IllegalArgumentException("the limit is above 1, not " + limit);
        }
    }

    /** From 1e-7 to 10 in 100 steps, until the loss is 4 times the best, on all processors. */
    public static RateFinder of(Settings settings) {
        return new RateFinder(settings, 1e-7, 10, 100, 4, Workers.shared());
    }

    /** The same on a given pool. */
    public RateFinder on(Workers others) {
        return new RateFinder(settings, from, to, steps, limit, others);
    }

    /** The same between other rates, in so many steps. */
    public RateFinder between(double first, double last, int count) {
        return new RateFinder(settings, first, last, count, limit, workers);
    }

    /**
     * Tries the rates on a model.
     *
     * @throws IllegalArgumentException if the data has no examples
     */
    public <M extends Layer> RateSweep sweep(M model, Dataset data) {
        return sweep(model, new Aim.Predicting<>(settings.loss()), data);
    }

    /**
     * The same by an objective of one's own, in the place of the settings' loss.
     *
     * @throws IllegalArgumentException if the data has no examples, or the settings mix them
     */
    public <M> RateSweep sweep(M model, Objective<M> objective, Dataset data) {
        return sweep(model, Aim.of(objective, settings), data);
    }

    private <M> RateSweep sweep(M model, Aim<M> aim, Dataset data) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("a sweep over no examples");
        }
        Geometric schedule = Geometric.between(from, to, steps);
        Settings swept = settings.with(settings.optimizer(), schedule);
        Learning<M> learning = new Learning<>(swept, aim, workers, Learning.first(swept, model));
        List<Double> rates = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        double mean = 0;
        double best = Double.POSITIVE_INFINITY;
        for (int epoch = 1; ; epoch++) {
            try (Prefetch batches = data.batches(settings.pass(epoch), 0)) {
                while (batches.hasNext()) {
                    int step = losses.size();
                    if (step == steps) {
                        return RateSweep.of(rates, losses, RateSweep.Ending.COMPLETE, steps);
                    }
                    double loss = learning.step(batches.next(), schedule, step, false)
                            .loss()
                            .item();
                    mean = SMOOTHING * mean + (1 - SMOOTHING) * loss;
                    double smoothed = mean / (1 - Math.pow(SMOOTHING, step + 1));
                    if (!Double.isFinite(smoothed)) {
                        return RateSweep.of(rates, losses, RateSweep.Ending.NOT_FINITE, steps);
                    }
                    rates.add(schedule.rate(step));
                    losses.add(smoothed);
                    best = Math.min(best, smoothed);
                    if (smoothed > limit * best) {
                        return RateSweep.of(rates, losses, RateSweep.Ending.DIVERGED, steps);
                    }
                }
            }
        }
    }
}
