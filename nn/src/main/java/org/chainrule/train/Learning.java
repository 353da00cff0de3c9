package org.chainrule.train;

import java.util.Optional;
import java.util.OptionalDouble;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.data.Batch;
import org.chainrule.graph.DType;
import org.chainrule.nn.Context;
import org.chainrule.nn.Statistics;
import org.chainrule.optim.Averaging;
import org.chainrule.optim.Ema;
import org.chainrule.optim.Momentum;
import org.chainrule.optim.MomentumOptimizer;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.OptimizerState;
import org.chainrule.optim.Schedule;
import org.chainrule.optim.Swa;
import org.chainrule.optim.WeightAverage;
import org.chainrule.regularization.Mixup;
import org.chainrule.threads.Workers;

/** A model that learns: forward, backward and the optimizer's update are one compiled step. */
final class Learning<M> {
    private final Settings settings;
    private final Aim<M> aim;
    private final RandomKey key;
    private final CompiledLoop<State<M>, Given, Aim.Outcome> loop;

    Learning(Settings settings, Aim<M> aim, Workers workers, State<M> from) {
        this.settings = settings;
        this.aim = aim;
        this.key = RandomKey.of(settings.seed());
        this.loop = CompiledLoop.on(workers, from, this::next);
    }

    /** The state before the first step. */
    static <M> State<M> first(Settings settings, M initial) {
        return new State<>(
                initial,
                settings.optimizer().initial(Statistics.without(initial)),
                settings.averaging().map(rule -> rule.initial(initial)));
    }

    /**
     * A model and what its optimizer remembers, which is of the model without its statistics.
     *
     * @param average of the models so far, if it is wanted
     */
    record State<M>(M model, OptimizerState<M> optimizer, Optional<WeightAverage<M>> average) {
        /** The model that is validated, and given at the end. */
        M shown() {
            return average.filter(of -> of.count().item() > 0)
                    .map(WeightAverage::model)
                    .orElse(model);
        }
    }

    /**
     * What a step is given.
     *
     * @param number of the step, from 0, an int32 scalar
     * @param momentum none if it is the optimizer's own
     * @param share of each example in its mixture, none if they are not mixed
     * @param isAveraged whether the model after the step belongs to the average
     */
    private record Given(
            Batch batch,
            Tensor number,
            Tensor rate,
            Optional<Tensor> momentum,
            Optional<Tensor> share,
            boolean isAveraged) {}

    /**
     * Learns from a batch, with the rate and the momentum that a schedule has for the step.
     *
     * @param endsEpoch whether it is the last batch of its epoch
     * @return what the batch came to before the update
     */
    Aim.Outcome step(Batch batch, Schedule schedule, long step, boolean endsEpoch) {
        OptionalDouble momentum = schedule.momentum(step);
        Optional<Mixup> mixup = settings.regularization().mixup();
        return loop.step(new Given(
                batch,
                Tensor.scalar(Math.toIntExact(step), DType.INT32),
                Tensor.scalar(schedule.rate(step)),
                momentum.isPresent() ? Optional.of(Tensor.scalar(momentum.getAsDouble())) : Optional.empty(),
                mixup.map(mixing -> Tensor.scalar(mixing.share(settings.seed(), step))),
                settings.averaging().filter(rule -> isTaken(rule, endsEpoch)).isPresent()));
    }

    private static boolean isTaken(Averaging rule, boolean endsEpoch) {
        return switch (rule) {
            case Ema _ -> true;
            case Swa _ -> endsEpoch;
        };
    }

    /** A copy of the state as it is now. */
    State<M> state() {
        return loop.state();
    }

    private CompiledLoop.Next<State<M>, Aim.Outcome> next(State<M> state, Given given) {
        RandomKey own = key.fold(given.number());
        M model = state.model();
        Context context = Context.training(own.fold(0));
        Aim.Outcome outcome = aim.of(model, given.batch(), context, mixing(given));
        context.requireReached(model);
        M learnt = Statistics.without(model);
        M gradients = Gradient.of(settings.regularization().penalized(outcome.loss(), learnt))
                .at(learnt);
        M transformed = settings.regularization().transformed(gradients, given.number(), own.fold(1));
        Optimizer.Updated<M> updated = update(learnt, transformed, state.optimizer(), given);
        M within = settings.regularization().constrained(updated.model());
        M measured = context.updated(within, model);
        Optional<WeightAverage<M>> average = settings.averaging()
                .filter(rule -> given.isAveraged())
                .flatMap(rule -> state.average().map(before -> rule.update(before, measured)))
                .or(state::average);
        return new CompiledLoop.Next<>(new State<>(measured, updated.state(), average), outcome);
    }

    private Optional<Aim.Mixing> mixing(Given given) {
        return settings.regularization()
                .mixup()
                .flatMap(mixup -> given.share().map(share -> new Aim.Mixing(mixup, share)));
    }

    private Optimizer.Updated<M> update(M learnt, M gradients, OptimizerState<M> before, Given given) {
        // the settings have seen to it that an optimizer that is given a momentum has one
        return settings.optimizer() instanceof MomentumOptimizer optimizer
                        && given.momentum().isPresent()
                ? optimizer.update(
                        learnt,
                        gradients,
                        before,
                        given.rate(),
                        new Momentum.Given(given.momentum().get()))
                : settings.optimizer().update(learnt, gradients, before, given.rate());
    }
}
