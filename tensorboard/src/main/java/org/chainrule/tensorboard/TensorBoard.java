package org.chainrule.tensorboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.DoubleFunction;
import org.chainrule.Tree;
import org.chainrule.data.DataException;
import org.chainrule.train.BatchReport;
import org.chainrule.train.EpochReport;
import org.chainrule.train.Score;
import org.chainrule.train.TrainingListener;

/**
 * Tells a training to TensorBoard, in an event file: the loss and the rate of each step; loss, accuracy and a histogram of each
 * parameter after each epoch. A training that goes on writes another file beside the first, and TensorBoard joins them.
 *
 * <pre>{@code
 * try (TensorBoard board = TensorBoard.in(folder)) {
 *     Trainer.of(settings, board).fit(model, training, validation);
 * }                                                  // tensorboard --logdir folder
 * }</pre>
 */
public final class TensorBoard implements TrainingListener, AutoCloseable {
    private final Path file;
    private final RecordFile out;
    private final Clock clock;
    private final boolean classes;

    private TensorBoard(Path file, RecordFile out, Clock clock, boolean classes) {
        this.file = file;
        this.out = out;
        this.clock = clock;
        this.classes = classes;
    }

    /**
     * A listener that writes into a folder, which is made.
     *
     * @throws DataException if it cannot be written to
     */
    public static TensorBoard in(Path folder) {
        return in(folder, Clock.systemUTC(), true);
    }

    /** The same for a model that predicts no classes, so that there is no accuracy to tell. */
    public static TensorBoard ofNumbers(Path folder) {
        return in(folder, Clock.systemUTC(), false);
    }

    static TensorBoard in(Path folder, Clock clock, boolean classes) {
        try {
            Files.createDirectories(folder);
            Path file = free(folder, clock.millis() / 1000);
            TensorBoard board = new TensorBoard(file, new RecordFile(file), clock, classes);
            board.write(Events::version);
            return board;
        } catch (IOException e) {
            throw DataException.of(folder, "cannot be written", e);
        }
    }

    /** TensorBoard reads files in the order of their names. */
    private static Path free(Path folder, long seconds) {
        Path file = folder.resolve("events.out.tfevents." + seconds + ".chainrule");
        return Files.exists(file) ? free(folder, seconds + 1) : file;
    }

    @Override
    public void onBegin(long steps, List<EpochReport> history, Object model) {
        if (steps > 0) {
            write(seconds -> Events.start(seconds, steps + 1));
        }
    }

    @Override
    public void onBatch(BatchReport report) {
        scalar(report.step(), "step/loss", report.loss());
        scalar(report.step(), "step/rate", report.rate());
    }

    @Override
    public void onEpoch(EpochReport report, Object model) {
        score(report.steps(), "training", report.training());
        score(report.steps(), "validation", report.validation());
        Tree.named(model).forEach((path, tensor) -> {
            Histogram histogram = Histogram.of(tensor.toDoubles());
            write(seconds -> Events.histogram(seconds, report.steps(), path, histogram));
        });
        flush();
    }

    private void score(long step, String part, Score score) {
        scalar(step, "loss/" + part, score.loss());
        if (classes && !Double.isNaN(score.accuracy())) {
            scalar(step, "accuracy/" + part, score.accuracy());
        }
    }

    private void scalar(long step, String tag, double value) {
        write(seconds -> Events.scalar(seconds, step, tag, value));
    }

    private void write(DoubleFunction<Message> event) {
        try {
            out.write(event.apply(clock.millis() / 1000.0).toBytes());
        } catch (IOException e) {
            throw DataException.of(file, "cannot be written", e);
        }
    }

    private void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw DataException.of(file, "cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw DataException.of(file, "cannot be written", e);
        }
    }
}
