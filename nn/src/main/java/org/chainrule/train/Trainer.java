package org.chainrule.train;

import java.util.List;
import java.util.Optional;
import org.chainrule.data.DataException;
import org.chainrule.data.Dataset;
import org.chainrule.data.Source;
import org.chainrule.nn.Layer;
import org.chainrule.threads.Workers;

/**
 * Trains a model: forward, backward and the optimizer's update are one compiled step, whose parameters are updated in place. The same
 * settings and seed give the same model to the bit, with any number of threads, and whether it was interrupted or not.
 *
 * <p>A loss that is no finite number does not end a training, but is told once as a warning of the log {@code org.chainrule.train.Trainer};
 * with the listener {@link FiniteLosses} it ends it. A schedule that ends at next to nothing long before the training does is told there as
 * well.
 */
public final class Trainer {
    private final Settings settings;
    private final Workers workers;
    private final Optional<Checkpoints> checkpoints;
    private final List<TrainingListener> listeners;
    private volatile boolean stopping;

    private Trainer(
            Settings settings, Workers workers, Optional<Checkpoints> checkpoints, List<TrainingListener> listeners) {
        this.settings = settings;
        this.workers = workers;
        this.checkpoints = checkpoints;
        this.listeners = List.copyOf(listeners);
    }

    /** A trainer on all processors. */
    public static Trainer of(Settings settings, TrainingListener... listeners) {
        return on(Workers.shared(), settings, listeners);
    }

    /** A trainer on a given pool. */
    public static Trainer on(Workers workers, Settings settings, TrainingListener... listeners) {
        return new Trainer(settings, workers, Optional.empty(), List.of(listeners));
    }

    /** A trainer that keeps checkpoints. */
    public Trainer with(Checkpoints where) {
        return new Trainer(settings, workers, Optional.of(where), listeners);
    }

    /**
     * Lets the training end after the batch that it works on; if none is under way, the next one before its first batch. Trainings
     * after that run as if nothing had happened. May be called by any thread.
     */
    public void stop() {
        stopping = true;
    }

    /**
     * Trains a model, watching its score on validation data. Batches are made ahead, on virtual threads.
     *
     * @throws org.chainrule.graph.ShapeException if the model does not fit the examples, or measures, as batch normalization does, where
     *     the last batch of an epoch has one example alone
     * @throws DataException if there is no example to learn from, or the folder for checkpoints holds some already, or cannot be written
     *     to
     */
    public <M extends Layer> Trained<M> fit(M initial, Source training, Dataset validation) {
        return begin(initial, new Aim.Predicting<>(settings.loss()), training, validation);
    }

    /**
     * Trains a model of any form by an objective of one's own, in the place of the settings' loss. It is validated by the same objective,
     * in batches of the same size.
     *
     * @throws IllegalArgumentException if the settings mix examples, which an objective does by itself
     * @throws DataException as the other {@link #fit(Layer, Source, Dataset) fit} does
     */
    public <M> Trained<M> fit(M initial, Objective<M> objective, Source training, Dataset validation) {
        return begin(initial, Aim.of(objective, settings), training, validation);
    }

    private <M> Trained<M> begin(M initial, Aim<M> aim, Source training, Dataset validation) {
        checkpoints.filter(where -> !where.files().isEmpty()).ifPresent(where -> {
            throw new DataException(where.folder()
                    + ": holds checkpoints of a training already; resume that one, or take another folder");
        });
        return train(initial, aim, training, validation);
    }

    /**
     * Goes on with the training of the last checkpoint, to the bit as if it had never stopped; begins it if there is no checkpoint yet.
     * A damaged checkpoint is passed over for the one before it. The number of epochs may be another one than before.
     *
     * @param initial the model of the beginning, or another one of its form: if there is a checkpoint, its numbers do not matter
     * @throws IllegalStateException if this trainer keeps no checkpoints
     * @throws DataException if the last checkpoint is of a training with other settings, another model or other data
     */
    public <M extends Layer> Trained<M> resume(M initial, Source training, Dataset validation) {
        return goOn(initial, new Aim.Predicting<>(settings.loss()), training, validation);
    }

    /**
     * The same by an objective of one's own. A checkpoint tells objectives apart by their texts: a record's has its components, that of a
     * lambda the class that it stands in alone.
     *
     * @throws IllegalArgumentException if the settings mix examples
     * @throws IllegalStateException if this trainer keeps no checkpoints
     * @throws DataException as the other {@link #resume(Layer, Source, Dataset) resume} does
     */
    public <M> Trained<M> resume(M initial, Objective<M> objective, Source training, Dataset validation) {
        return goOn(initial, Aim.of(objective, settings), training, validation);
    }

    private <M> Trained<M> goOn(M initial, Aim<M> aim, Source training, Dataset validation) {
        if (checkpoints.isEmpty()) {
            throw new IllegalStateException(
                    "this trainer keeps no checkpoints: say where, by with(Checkpoints.in(folder))");
        }
        return train(initial, aim, training, validation);
    }

    private <M> Trained<M> train(M initial, Aim<M> aim, Source examples, Dataset validation) {
        Learning.State<M> first = Learning.first(settings, initial);
        LastBatch.check(settings, aim, initial, examples);
        ScheduleWarning.tell(settings, examples);
        Optional<CheckpointKeeper<M>> keeper = checkpoints.map(
                where -> new CheckpointKeeper<>(where, Setup.of(settings, aim, initial, examples, validation)));
        try {
            Checkpoint<M> from = keeper.flatMap(kept -> kept.newest(first))
                    .orElseGet(() -> new Checkpoint<>(first, Optional.empty(), Progress.NONE));
            return train(from, keeper, new Training<>(settings, aim, workers, examples, validation, from), validation);
        } finally {
            keeper.ifPresent(CheckpointKeeper::close);
            stopping = false;
        }
    }

    private <M> Trained<M> train(
            Checkpoint<M> from, Optional<CheckpointKeeper<M>> keeper, Training<M> begun, Dataset validation) {
        try (Training<M> training = begun) {
            // behind the others: one of them may end the training instead
            LossWarning warning = new LossWarning(validation.size() > 0);
            listeners.forEach(listener -> listener.onBegin(
                    from.progress().step(),
                    from.progress().history(),
                    from.now().model()));
            while (!stopping && !training.isOver()) {
                while (!stopping && !training.isEpochLearnt()) {
                    BatchReport report = training.learn();
                    listeners.forEach(listener -> listener.onBatch(report, training::learnt));
                    warning.onBatch(report);
                    keeper.ifPresent(kept -> kept.afterBatch(training));
                }
                if (!stopping) {
                    M model = training.model();
                    EpochReport report = training.endEpoch(model);
                    listeners.forEach(listener -> listener.onEpoch(report, model));
                    warning.onEpoch(report);
                    keeper.ifPresent(kept -> kept.afterEpoch(training));
                }
            }
            keeper.ifPresent(kept -> kept.atEnd(training));
            return training.trained(stopping && !training.isOver());
        }
    }
}
