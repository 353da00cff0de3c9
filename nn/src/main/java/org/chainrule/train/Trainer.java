package org.chainrule.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.data.Shuffle;
import org.chainrule.nn.Layer;
import org.chainrule.optim.Schedule;
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

    /** Trains a model, watching its score on validation data. */
    public <M extends Layer> Trained<M> fit(M initial, Dataset training, Dataset validation) {
        Learning<M> learning = new Learning<>(settings, workers, initial);
        Evaluator<M> evaluator = new Evaluator<>(settings.loss(), workers);
        List<EpochReport> history = new ArrayList<>();
        Schedule schedule = settings.schedule();
        double rate = 0;
        long step = 0;
        Optional<Learning.State<M>> best = Optional.empty();
        boolean ended = false;
        for (int epoch = 1; epoch <= settings.epochs() && !stopping && !ended; epoch++) {
            long begin = System.nanoTime();
            List<int[]> batches = Shuffle.batches(training.size(), settings.batch(), settings.seed(), epoch);
            Tally tally = new Tally();
            for (int i = 0; i < batches.size() && !stopping; i++) {
                Batch batch = training.batch(batches.get(i));
                rate = schedule.rate(step);
                Learning.Learnt learnt = learning.step(batch, schedule, step++);
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
                double busy = (System.nanoTime() - begin) * 1e-9;
                M model = learning.state().model();
                Score watched = evaluator.score(model, validation);
                double seconds = (System.nanoTime() - begin) * 1e-9;
                EpochReport report =
                        new EpochReport(epoch, step, rate, tally.score(), watched, seconds, training.size() / busy);
                schedule = schedule.after(step, watched.loss());
                history.add(report);
                listeners.forEach(listener -> listener.onEpoch(report, model));
                ended = settings.stopping().filter(rule -> rule.ends(history)).isPresent();
                best = keepsNewest(history) ? Optional.of(learning.state()) : best;
            }
        }
        boolean stopped = stopping;
        stopping = false;
        Learning.State<M> end = best.orElseGet(learning::state);
        return new Trained<>(end.model(), end.optimizer(), schedule, history, step, stopped);
    }

    /** Whether the model of the last epoch is the best so far, and that one is wanted. */
    private boolean keepsNewest(List<EpochReport> history) {
        return settings.stopping()
                .filter(rule -> rule.keepsBest() && rule.best(history) == history.size() - 1)
                .isPresent();
    }
}
