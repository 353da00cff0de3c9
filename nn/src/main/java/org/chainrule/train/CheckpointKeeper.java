package org.chainrule.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chainrule.data.DataException;
import org.chainrule.io.FolderLock;
import org.chainrule.io.Safetensors;
import org.chainrule.io.WholeFile;

/** Writes the checkpoints of one training, and deletes old ones. While it is open the folder is its own. */
final class CheckpointKeeper<M> implements AutoCloseable {
    private final Checkpoints checkpoints;
    private final Setup setup;
    private final FolderLock lock;
    private Optional<Progress> written = Optional.empty();
    private long writtenNanos = System.nanoTime();

    /**
     * Makes the folder, and deletes what a process that was killed has left half written.
     *
     * @throws DataException if another training is at work there, or it cannot be written to
     */
    CheckpointKeeper(Checkpoints checkpoints, Setup setup) {
        this.checkpoints = checkpoints;
        this.setup = setup;
        try {
            Files.createDirectories(checkpoints.folder());
        } catch (IOException e) {
            throw DataException.of(checkpoints.folder(), "cannot be written", e);
        }
        this.lock = FolderLock.of(checkpoints.folder(), Checkpoints.USER);
        boolean clean = false;
        try {
            WholeFile.clean(checkpoints.folder(), Checkpoints.ending());
            clean = true;
        } catch (IOException e) {
            throw DataException.of(checkpoints.folder(), "cannot be written", e);
        } finally {
            if (!clean) {
                lock.close();
            }
        }
    }

    /**
     * The newest checkpoint that is whole; none if there is no checkpoint at all.
     *
     * @throws DataException if it is of another training, or if all are damaged
     */
    Optional<Checkpoint<M>> newest(Learning.State<M> like) {
        Optional<DataException> damage = Optional.empty();
        for (Path file : checkpoints.files()) {
            Safetensors content;
            try {
                content = Safetensors.read(file);
            } catch (DataException e) {
                damage = damage.or(() -> Optional.of(e));
                continue;
            }
            Checkpoint<M> checkpoint = Checkpoint.of(content, file, like, setup);
            written = Optional.of(checkpoint.progress());
            return Optional.of(checkpoint);
        }
        if (damage.isPresent()) {
            throw damage.get();
        }
        return Optional.empty();
    }

    void afterBatch(Training<M> training) {
        boolean due = switch (checkpoints.rhythm()) {
            case Rhythm.Epochs _ -> false;
            case Rhythm.Steps steps -> training.progress().step() % steps.count() == 0;
            case Rhythm.Time time ->
                System.nanoTime() - writtenNanos >= time.least().toNanos();
        };
        if (due) {
            write(training);
        }
    }

    void afterEpoch(Training<M> training) {
        int epochs = training.progress().history().size();
        boolean due = checkpoints.rhythm() instanceof Rhythm.Epochs every && epochs % every.count() == 0;
        if (due || training.bestEpoch() == epochs - 1) {
            write(training);
        }
    }

    /** When the training ends, or is stopped. */
    void atEnd(Training<M> training) {
        if (training.progress().step() > 0
                && !written.filter(training.progress()::equals).isPresent()) {
            write(training);
        }
    }

    @Override
    public void close() {
        lock.close();
    }

    private void write(Training<M> training) {
        Progress progress = training.progress();
        training.checkpoint().write(checkpoints.file(progress.step()), setup);
        written = Optional.of(progress);
        writtenNanos = System.nanoTime();
        prune(training);
    }

    private void prune(Training<M> training) {
        List<EpochReport> history = training.progress().history();
        Path best = checkpoints.file(
                history.isEmpty() ? -1 : history.get(training.bestEpoch()).steps());
        checkpoints.files().stream()
                .skip(checkpoints.kept())
                .filter(file -> !file.equals(best))
                .forEach(CheckpointKeeper::delete);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw DataException.of(file, "cannot be deleted", e);
        }
    }
}
