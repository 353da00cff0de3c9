package org.chainrule.train;

import java.util.List;
import java.util.OptionalDouble;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.data.Batch;
import org.chainrule.nn.Layer;
import org.chainrule.optim.Momentum;
import org.chainrule.optim.MomentumOptimizer;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.OptimizerState;
import org.chainrule.optim.Schedule;
import org.chainrule.threads.Workers;

/** A model that learns: forward, backward and the optimizer's update are one compiled step. */
final class Learning<M extends Layer> {
    private final Settings settings;
    private final CompiledLoop<State<M>, Given, Learnt> loop;

    Learning(Settings settings, Workers workers, M initial) {
        this.settings = settings;
        this.loop = CompiledLoop.on(
                workers, new State<>(initial, settings.optimizer().initial(initial)), this::next);
    }

    /** A model and what its optimizer remembers. */
    record State<M>(M model, OptimizerState<M> optimizer) {}

    /** What a step is given; the momentum is in a list of one, or of none if it is the optimizer's own. */
    private record Given(Tensor inputs, Tensor targets, Tensor rate, List<Tensor> momentum) {}

    /**
     * What a step came to, before its update.
     *
     * @param correct how many examples were right
     */
    record Learnt(Tensor loss, Tensor correct) {}

    /** Learns from a batch, with the rate and the momentum that a schedule has for the step. */
    Learnt step(Batch batch, Schedule schedule, long step) {
        Tensor rate = Tensor.scalar(schedule.rate(step));
        OptionalDouble momentum = schedule.momentum(step);
        List<Tensor> given = momentum.isPresent() ? List.of(Tensor.scalar(momentum.getAsDouble())) : List.of();
        return loop.step(new Given(batch.inputs(), batch.targets(), rate, given));
    }

    /** A copy of the state as it is now. */
    State<M> state() {
        return loop.state();
    }

    private CompiledLoop.Next<State<M>, Learnt> next(State<M> state, Given given) {
        Tensor outputs = state.model().apply(given.inputs());
        Tensor loss = settings.loss().of(outputs, given.targets());
        M gradients = Gradient.of(settings.l2().added(loss, state.model())).at(state.model());
        Optimizer.Updated<M> updated = update(state, gradients, given);
        Tensor correct = Evaluator.correct(outputs, given.targets());
        return new CompiledLoop.Next<>(new State<>(updated.model(), updated.state()), new Learnt(loss, correct));
    }

    private Optimizer.Updated<M> update(State<M> state, M gradients, Given given) {
        // the settings have seen to it that an optimizer that is given a momentum has one
        return settings.optimizer() instanceof MomentumOptimizer optimizer
                        && !given.momentum().isEmpty()
                ? optimizer.update(
                        state.model(),
                        gradients,
                        state.optimizer(),
                        given.rate(),
                        new Momentum.Given(given.momentum().getFirst()))
                : settings.optimizer().update(state.model(), gradients, state.optimizer(), given.rate());
    }
}
