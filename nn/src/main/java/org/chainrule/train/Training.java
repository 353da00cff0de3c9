package org.chainrule.train;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.chainrule.data.Batch;
import org.chainrule.data.DataException;
import org.chainrule.data.Dataset;
import org.chainrule.data.Prefetch;
import org.chainrule.data.Source;
import org.chainrule.optim.Schedule;
import org.chainrule.threads.Workers;

/** One training on its way, batch after batch. Its progress and its learning's state are all that it is made of. */
final class Training<M> implements AutoCloseable {
    private final Settings settings;
    private final Source examples;
    private final Dataset validation;
    private final Learning<M> learning;
    private final Scorer<M> scorer;
    private Optional<Learning.State<M>> best;
    private Progress progress;
    private Schedule schedule;
    /** The batches of the epoch that is under way. */
    private Optional<Prefetch> batches = Optional.empty();

    /** How long the next batch was waited for. */
    private double waited;

    /** Goes on from a checkpoint. */
    Training(Settings settings, Aim<M> aim, Workers workers, Source examples, Dataset validation, Checkpoint<M> from) {
        this.settings = settings;
        this.examples = examples;
        this.validation = validation;
        this.learning = new Learning<>(settings, aim, workers, from.now());
        this.scorer = Scorer.of(aim, settings, workers);
        this.best = from.best();
        this.progress = from.progress();
        this.schedule = settings.schedule();
        for (EpochReport epoch : progress.history()) {
            schedule = schedule.after(epoch.steps(), epoch.validation().loss());
        }
    }

    private Prefetch batches() {
        Prefetch opened = batches.orElseGet(() -> examples.batches(settings.pass(progress.epoch()), progress.batch()));
        batches = Optional.of(opened);
        return opened;
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
        long begin = System.nanoTime();
        boolean learnt = !batches().hasNext();
        waited += seconds(begin);
        return learnt;
    }

    /** Learns the next batch. */
    BatchReport learn() {
        long begin = System.nanoTime();
        Batch batch = batches().next();
        double rate = schedule.rate(progress.step());
        Aim.Outcome outcome =
                learning.step(batch, schedule, progress.step(), !batches().hasNext());
        double loss = outcome.loss().item();
        Tally tally = progress.tally().and(batch.size(), loss, outcome.right());
        progress = progress.afterBatch(tally, waited + seconds(begin));
        waited = 0;
        return new BatchReport(
                progress.epoch(), progress.batch(), batchCount(), progress.step(), batch.size(), loss, rate);
    }

    private OptionalInt batchCount() {
        OptionalInt count = examples.count();
        return count.isPresent() ? OptionalInt.of(settings.stepsPerEpoch(count.getAsInt())) : OptionalInt.empty();
    }

    /** A copy of the model as the last step left it, whatever is averaged. */
    M learnt() {
        return learning.state().model();
    }

    /** The model as it is now, or the average of the models. */
    M model() {
        return learning.state().shown();
    }

    /** Ends the epoch, whose batches are learnt. */
    EpochReport endEpoch(M model) {
        close();
        if (progress.tally().examples() == 0) {
            throw new DataException("there is no example to learn from: epoch " + progress.epoch() + " is empty");
        }
        long begin = System.nanoTime();
        Score watched = scorer.score(model, validation);
        long steps = progress.step();
        EpochReport report = new EpochReport(
                progress.epoch(),
                steps,
                steps == 0 ? 0 : schedule.rate(steps - 1),
                progress.tally().score(),
                watched,
                progress.seconds() + seconds(begin),
                progress.tally().examples() / progress.seconds());
        schedule = schedule.after(steps, watched.loss());
        progress = progress.afterEpoch(report);
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

    /** Makes no more batches. */
    @Override
    public void close() {
        batches.ifPresent(Prefetch::close);
        batches = Optional.empty();
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) * 1e-9;
    }
}
