package org.chainrule.train;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.data.Shuffle;
import org.chainrule.nn.Layer;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.OptimizerState;
import org.chainrule.threads.Workers;

/**
 * Trains a classifier: forward, backward and the optimizer's update are one compiled step, whose parameters are updated in
 * place. The same settings and seed give the same model to the bit, with any number of threads.
 */
public final class Trainer {
    private final Settings settings;
    private final Workers workers;
    private final List<TrainingListener> listeners;
    private volatile boolean stopping;

    private Trainer(Settings settings, Workers workers, List<TrainingListener> listeners) {
        this.settings = settings;
        this.workers = workers;
        this.listeners = List.copyOf(listeners);
    }

    /** A trainer on all processors. */
    public static Trainer of(Settings settings, TrainingListener... listeners) {
        return on(Workers.shared(), settings, listeners);
    }

    /** A trainer on a given pool. */
    public static Trainer on(Workers workers, Settings settings, TrainingListener... listeners) {
        return new Trainer(settings, workers, List.of(listeners));
    }

    /**
     * Lets the training end after the batch that it works on; if none is under way, the next one before its first batch. Trainings
     * after that run as if nothing had happened. May be called by any thread.
     */
    public void stop() {
        stopping = true;
    }

    private record State<M>(M model, OptimizerState<M> optimizer) {}

    private record Given(Tensor inputs, Tensor targets, Tensor rate) {}

    private record Learnt(Tensor loss, Tensor correct) {}

    /** Trains a model, watching its score on validation data. */
    public <M extends Layer> Trained<M> fit(M initial, Dataset training, Dataset validation) {
        CompiledLoop<State<M>, Given, Learnt> loop = CompiledLoop.on(
                workers, new State<>(initial, settings.optimizer().initial(initial)), this::step);
        Evaluator<M> evaluator = new Evaluator<>(settings.loss(), workers);
        List<EpochReport> history = new ArrayList<>();
        long step = 0;
        for (int epoch = 1; epoch <= settings.epochs() && !stopping; epoch++) {
            long begin = System.nanoTime();
            List<int[]> batches = Shuffle.batches(training.size(), settings.batch(), settings.seed(), epoch);
            Tally tally = new Tally();
            for (int i = 0; i < batches.size() && !stopping; i++) {
                double rate = settings.schedule().rate(step++);
                Batch batch = training.batch(batches.get(i));
                Learnt learnt = loop.step(new Given(batch.inputs(), batch.targets(), Tensor.scalar(rate)));
                tally.add(batch.size(), learnt.loss().item(), learnt.correct().item());
                BatchReport report = new BatchReport(
                        epoch,
                        i + 1,
                        batches.size(),
                        step,
                        batch.size(),
                        learnt.loss().item(),
                        rate);
                listeners.forEach(listener -> listener.onBatch(report));
            }
            if (!stopping) {
                double learning = (System.nanoTime() - begin) * 1e-9;
                Score watched = evaluator.score(loop.state().model(), validation);
                double seconds = (System.nanoTime() - begin) * 1e-9;
                EpochReport report = new EpochReport(
                        epoch,
                        step,
                        settings.schedule().rate(step - 1),
                        tally.score(),
                        watched,
                        seconds,
                        training.size() / learning);
                history.add(report);
                listeners.forEach(listener -> listener.onEpoch(report));
            }
        }
        boolean stopped = stopping;
        stopping = false;
        State<M> end = loop.state();
        return new Trained<>(end.model(), end.optimizer(), history, step, stopped);
    }

    private <M extends Layer> CompiledLoop.Next<State<M>, Learnt> step(State<M> state, Given given) {
        Tensor outputs = state.model().apply(given.inputs());
        Tensor loss = settings.loss().of(outputs, given.targets());
        M gradients = Gradient.of(settings.l2().added(loss, state.model())).at(state.model());
        Optimizer.Updated<M> next =
                settings.optimizer().update(state.model(), gradients, state.optimizer(), given.rate());
        Tensor correct = Evaluator.correct(outputs, given.targets());
        return new CompiledLoop.Next<>(new State<>(next.model(), next.state()), new Learnt(loss, correct));
    }
}
