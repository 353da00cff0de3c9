package org.chainrule.train;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.chainrule.arguments.Arguments;
import org.chainrule.data.DataException;
import org.chainrule.io.FolderLock;

/**
 * The folder that a training keeps its checkpoints in: files {@code step-<steps>.safetensors}, each all that the training needs to go on
 * to the bit as if it had never stopped. A file is written whole or not at all. A folder is of one training, and of one process at a time.
 *
 * <pre>{@code
 * Trainer trainer = Trainer.of(settings).with(Checkpoints.in(folder));
 * trainer.resume(model, training, validation);       // goes on, or begins if there is nothing yet
 * }</pre>
 *
 * One is written in the rhythm that is asked for, after an epoch that is the best so far, and when the training ends or is stopped.
 *
 * @param kept how many of the newest are kept, beside the one of the best epoch; from 1 on
 */
public record Checkpoints(Path folder, Rhythm rhythm, int kept) {
    private static final String PREFIX = "step-";
    private static final String ENDING = ".safetensors";

    /** Who works in such a folder. */
    static final String USER = "another training";

    public Checkpoints {
        Arguments.count("kept", kept);
    }

    /** After every epoch, the newest two kept. */
    public static Checkpoints in(Path folder) {
        return new Checkpoints(folder, new Rhythm.Epochs(1), 2);
    }

    public Checkpoints every(Rhythm other) {
        return new Checkpoints(folder, other, kept);
    }

    public Checkpoints keeping(int newest) {
        return new Checkpoints(folder, rhythm, newest);
    }

    /**
     * The files, the newest first.
     *
     * @throws DataException if the folder cannot be read
     */
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, PREFIX + "*" + ENDING)) {
                all.forEach(files::add);
            } catch (IOException e) {
                throw DataException.of(folder, "cannot be read", e);
            }
        }
        // steps have so many digits that names are in their order
        files.sort(Comparator.comparing((Path file) -> file.getFileName().toString())
                .reversed());
        return files;
    }

    /**
     * After how many steps the newest was written, by its name; none if there is none.
     *
     * @throws DataException if the folder cannot be read
     */
    public OptionalLong steps() {
        return files().stream()
                .map(file -> file.getFileName().toString())
                .map(name -> name.substring(PREFIX.length(), name.length() - ENDING.length()))
                .filter(digits -> digits.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    /**
     * Whether a training may go on there; one would find out itself.
     *
     * @throws DataException if another one is at work in the folder, in this process or in another
     */
    public void requireFree() {
        FolderLock.requireFree(folder, USER);
    }

    /** The file after so many steps. */
    Path file(long steps) {
        return folder.resolve(String.format(Locale.ROOT, "%s%012d%s", PREFIX, steps, ENDING));
    }

    /** The ending of all files. */
    static String ending() {
        return ENDING;
    }
}
