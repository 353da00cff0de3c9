package org.chainrule.lens.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.chainrule.Tensor;
import org.chainrule.data.DataException;
import org.chainrule.data.Dataset;
import org.chainrule.lens.series.Entry;
import org.chainrule.lens.series.Journal;
import org.chainrule.lens.series.Series;
import org.chainrule.lens.series.SeriesWriter;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Statistics;
import org.chainrule.threads.Workers;
import org.chainrule.train.BatchReport;
import org.chainrule.train.EpochReport;
import org.chainrule.train.Settings;
import org.chainrule.train.TrainingListener;

/**
 * Watches a training: its losses and rates, and now and then the gradients, weights, updates and dead units of each layer, on 128 of
 * its examples, by the settings' loss: not by an {@link org.chainrule.train.Objective}. The model becomes the same to the bit as without it.
 *
 * <pre>{@code
 * try (Watch watch = Watch.of(settings, training)) {
 *     Trainer.of(settings, watch).fit(model, training, validation);
 *     Health.of(watch.series().all()).forEach(System.out::println);
 * }
 * }</pre>
 */
public final class Watch implements TrainingListener, AutoCloseable {
    /** The steps up to this one are told one by one, later ones by ever more together. */
    private static final int SINGLE = 2000;

    private final Settings settings;
    private final Prober prober;
    private final boolean classifies;
    private final int batches;
    private final Journal journal = new Journal();
    private final Optional<SeriesWriter> file;
    private Pace pace = new Pace(0, 1);
    private long begun;
    private long step;
    private boolean isTold;
    private Optional<Entry.Batches> pending = Optional.empty();
    private Optional<Layer> before = Optional.empty();
    private Optional<Entry.Outcome> outcome = Optional.empty();
    private final List<EpochReport> epochs = new ArrayList<>();

    private Watch(Settings settings, Dataset training, Workers workers, Optional<SeriesWriter> file) {
        this.settings = settings;
        this.prober = new Prober(settings, training, workers);
        Tensor target = training.batch(0).targets();
        // an accuracy is counted of one class for each example, not of a class at each place of a sequence
        this.classifies = target.dtype().isInteger() && target.shape().rank() == 1;
        this.batches = settings.stepsPerEpoch(training.size());
        this.file = file;
    }

    /** A listener for a training with these settings on these examples. */
    public static Watch of(Settings settings, Dataset training) {
        return new Watch(settings, training, Workers.shared(), Optional.empty());
    }

    /**
     * The same, that computes on a given pool, and writes what it sees into a file, behind what that holds.
     *
     * @throws DataException if the file cannot be written
     */
    public static Watch of(Settings settings, Dataset training, Workers workers, Path file) {
        return new Watch(settings, training, workers, Optional.of(SeriesWriter.of(file)));
    }

    /** What was seen so far. */
    public Series series() {
        return journal;
    }

    @Override
    public void onBegin(long steps, List<EpochReport> history, Object model) {
        if (!(model instanceof Layer)) {
            throw new IllegalArgumentException("what is watched is a layer, trained by the settings' loss, not "
                    + model.getClass().getName());
        }
        begun = steps;
        step = steps;
        isTold = false;
        before = Optional.empty();
        outcome = Optional.empty();
        epochs.clear();
        epochs.addAll(history);
    }

    @Override
    public void onBatch(BatchReport report, Supplier<?> model) {
        step = report.step();
        if (!isTold) {
            isTold = true;
            int batches = report.batches().orElse(this.batches);
            pace = new Pace(begun, (long) batches * settings.epochs());
            List<String> layers = Layers.of(Statistics.without(model.get())).names();
            tell(new Entry.Begin(begun, batches, settings.epochs(), classifies, layers));
        }
        learnt(new Entry.Batches(step, step, report.loss(), report.loss(), report.loss(), report.rate()));
        if (!Double.isFinite(report.loss())) {
            outcome = Optional.of(Entry.Outcome.DIVERGED);
        }
        look(() -> (Layer) model.get());
    }

    /** In two halves: what is before a step, and what is after it. */
    private void look(Supplier<Layer> model) {
        long start = System.nanoTime();
        if (before.isPresent()) {
            tell(prober.at(step, before.get(), model.get()));
            before = Optional.empty();
            pace.looked(step, start);
        } else if (pace.isDue(step)) {
            before = Optional.of(model.get());
        }
    }

    private void learnt(Entry.Batches batch) {
        Entry.Batches batches = pending.map(earlier -> earlier.and(batch)).orElse(batch);
        boolean isEnough = batches.step() - batches.first() >= step / SINGLE || !Double.isFinite(batch.loss());
        pending = isEnough ? Optional.empty() : Optional.of(batches);
        if (isEnough) {
            tell(batches);
        }
    }

    @Override
    public void onEpoch(EpochReport report, Object model) {
        pending.ifPresent(this::tell);
        pending = Optional.empty();
        tell(new Entry.Epoch(
                report.epoch(),
                report.steps(),
                report.rate(),
                report.training(),
                report.validation(),
                report.seconds()));
        epochs.add(report);
        if (report.epoch() >= settings.epochs()
                || settings.stopping().filter(rule -> rule.ends(epochs)).isPresent()) {
            outcome = Optional.of(Entry.Outcome.COMPLETE);
        }
    }

    private void tell(Entry entry) {
        journal.add(entry);
        file.ifPresent(out -> out.add(entry));
    }

    /** The training has ended; whoever looks at it is told how. */
    @Override
    public void close() {
        if (isTold) {
            isTold = false;
            pending.ifPresent(this::tell);
            pending = Optional.empty();
            tell(new Entry.End(step, outcome.orElse(Entry.Outcome.STOPPED)));
        }
        file.ifPresent(SeriesWriter::close);
    }
}
