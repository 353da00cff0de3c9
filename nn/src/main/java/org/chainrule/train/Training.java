package org.chainrule.train;

import java.util.List;
import java.util.Optional;
import org.chainrule.data.Batch;
import org.chainrule.data.Dataset;
import org.chainrule.data.Shuffle;
import org.chainrule.nn.Layer;
import org.chainrule.optim.Schedule;
import org.chainrule.threads.Workers;

/** One training on its way, batch after batch. Its progress and its learning's state are all that it is made of. */
final class Training<M extends Layer> {
    private final Settings settings;
    private final Dataset examples;
    private final Dataset validation;
    private final Learning<M> learning;
    private final Evaluator<M> evaluator;
    private Optional<Learning.State<M>> best;
    private Progress progress;
    private Schedule schedule;
    private List<int[]> batches;
    private Dataset seen;

    /** Goes on from a checkpoint. */
    Training(Settings settings, Workers workers, Dataset examples, Dataset validation, Checkpoint<M> from) {
        this.settings = settings;
        this.examples = examples;
        this.validation = validation;
        this.learning = new Learning<>(settings, workers, from.now());
        this.evaluator = new Evaluator<>(settings.loss(), workers);
        this.best = from.best();
        this.progress = from.progress();
        this.schedule = settings.schedule();
        for (EpochReport epoch : progress.history()) {
            schedule = schedule.after(epoch.steps(), epoch.validation().loss());
        }
        this.batches = shuffled();
        this.seen = seen();
    }

    private List<int[]> shuffled() {
        return Shuffle.batches(examples.size(), settings.batch(), settings.seed(), progress.epoch());
    }

    private Dataset seen() {
        return examples.inEpoch(progress.epoch(), settings.seed());
    }

    Progress progress() {
        return progress;
    }

    Checkpoint<M> checkpoint() {
        return new Checkpoint<>(learning.state(), best, progress);
    }

    /** Whether all epochs are done, or no more are worth while. */
    boolean isOver() {
        List<EpochReport> history = progress.history();
        return history.size() >= settings.epochs()
                || settings.stopping().filter(rule -> rule.ends(history)).isPresent();
    }

    /** Whether all batches of the epoch are learnt. */
    boolean isEpochLearnt() {
        return progress.batch() >= batches.size();
    }

    /** Learns the next batch. */
    BatchReport learn() {
        long begin = System.nanoTime();
        Batch batch = seen.batch(batches.get(progress.batch()));
        double rate = schedule.rate(progress.step());
        Learning.Learnt learnt =
                learning.step(batch, schedule, progress.step(), progress.batch() == batches.size() - 1);
        double loss = learnt.loss().item();
        Tally tally = progress.tally().and(batch.size(), loss, learnt.correct().item());
        progress = progress.afterBatch(tally, seconds(begin));
        return new BatchReport(
                progress.epoch(), progress.batch(), batches.size(), progress.step(), batch.size(), loss, rate);
    }

    /** The model as it is now, or the average of the models. */
    M model() {
        return learning.state().shown();
    }

    /** Ends the epoch, whose batches are learnt. */
    EpochReport endEpoch(M model) {
        long begin = System.nanoTime();
        Score watched = evaluator.score(model, validation);
        long steps = progress.step();
        EpochReport report = new EpochReport(
                progress.epoch(),
                steps,
                steps == 0 ? 0 : schedule.rate(steps - 1),
                progress.tally().score(),
                watched,
                progress.seconds() + seconds(begin),
                examples.size() / progress.seconds());
        schedule = schedule.after(steps, watched.loss());
        progress = progress.afterEpoch(report);
        batches = shuffled();
        seen = seen();
        boolean isBest = bestEpoch() == progress.history().size() - 1;
        if (isBest && settings.stopping().filter(EarlyStopping::keepsBest).isPresent()) {
            best = Optional.of(learning.state());
        }
        return report;
    }

    /** The number of the epoch with the least validation loss, from 0. */
    int bestEpoch() {
        return settings.stopping().orElseGet(() -> new EarlyStopping(1)).best(progress.history());
    }

    Trained<M> trained(boolean stopped) {
        Learning.State<M> end = best.orElseGet(learning::state);
        return new Trained<>(end.shown(), end.optimizer(), schedule, progress.history(), progress.step(), stopped);
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) * 1e-9;
    }
}
