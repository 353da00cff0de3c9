package org.chainrule.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.chainrule.cli.console.UserError;
import org.chainrule.cli.console.WorkError;
import org.chainrule.data.DataException;
import org.chainrule.io.WholeFile;

/**
 * The folder of a run. It is made when the run begins, beside its place under another name, so that a place that cannot be
 * written to is known before any work; it takes its place with its first file, the model. What exists is never written to.
 */
public final class RunFolder implements AutoCloseable {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss");

    private final Path wanted;
    private final Path draft;
    private final List<Path> madeParents;
    private Path place;
    private final boolean isResumed;
    private boolean settled;
    private boolean published;

    private RunFolder(Path wanted, Path draft, List<Path> madeParents, boolean isResumed) {
        this.wanted = wanted;
        this.draft = draft;
        this.madeParents = madeParents;
        this.place = wanted;
        this.isResumed = isResumed;
        this.settled = isResumed;
        this.published = isResumed;
    }

    /** The folder of a run that goes on. */
    public static RunFolder resumed(Path place) {
        return new RunFolder(place, place, List.of(), true);
    }

    /** A free place below {@code runs}, named by date and time. */
    public static Path freePlace(Path runs, LocalDateTime time, String what) {
        Path place = runs.resolve(NAME.format(time) + "-" + what);
        for (int i = 2; Files.exists(place, LinkOption.NOFOLLOW_LINKS); i++) {
            place = runs.resolve(NAME.format(time) + "-" + what + "-" + i);
        }
        return place;
    }

    /**
     * Makes room for a run.
     *
     * @throws UserError if the place is taken or cannot be written to
     */
    public static RunFolder at(Path wanted) {
        Path place = wanted.toAbsolutePath().normalize();
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) || place.getFileName() == null) {
            throw new UserError("output folder " + wanted + " exists already; name one that does not");
        }
        List<Path> made = new ArrayList<>();
        try {
            Path parent = place.resolveSibling("");
            Path above = parent;
            for (; above != null && !Files.exists(above); above = above.getParent()) {
                made.add(above);
            }
            if (above != null && !Files.isDirectory(above)) {
                throw new UserError("cannot write output folder " + wanted + ": " + above + " is a file");
            }
            Files.createDirectories(parent);
            // no temporary folder of Java's: those are private, and a run is like any other folder of the user
            String draft = "." + place.getFileName() + "-unfinished-"
                    + ProcessHandle.current().pid();
            return new RunFolder(wanted, Files.createDirectory(parent.resolve(draft)), made, false);
        } catch (IOException e) {
            made.forEach(RunFolder::deleteEmpty);
            throw UserError.of("cannot write output folder " + wanted, e);
        }
    }

    /**
     * Writes the file that the run is about, and gives the folder its place: the one that was asked for, or one beside it if
     * another run has taken that meanwhile. If neither can be written to, the file goes below the system's temporary folder.
     *
     * @return the file
     * @throws WorkError if it is elsewhere than was asked for because writing failed, or nowhere
     */
    public synchronized Path publish(String name, Consumer<Path> writer) {
        Path at = current();
        try {
            Files.createDirectories(at);
            writer.accept(at.resolve(name));
        } catch (IOException | DataException e) {
            throw new WorkError(cannotWrite(name, e) + "; " + rescued(name, writer), e);
        }
        published = true;
        settle(name);
        return place.resolve(name);
    }

    /**
     * Takes the place before there is a file that the run is about, for those that are written bit by bit and are to outlive the
     * process. All of it goes when the folder is closed, unless it is {@linkplain #keep kept} or something is published.
     *
     * @return the folder
     * @throws WorkError if that cannot be
     */
    public synchronized Path settle() {
        try {
            Files.createDirectories(current());
        } catch (IOException e) {
            throw new WorkError(cannotWrite("", e), e);
        }
        settle("");
        return place;
    }

    /** Where it is, once it is settled. */
    public synchronized Path place() {
        return place;
    }

    /** From now on there is something in it that is worth keeping. */
    public synchronized void keep() {
        published = true;
    }

    /** There is nothing in it that is worth keeping; one that is gone on with is kept in any case. */
    public synchronized void discard() {
        published = isResumed;
    }

    private Path current() {
        return settled ? place.toAbsolutePath().normalize() : draft;
    }

    private void settle(String name) {
        for (int i = 2; !settled; i++) {
            try {
                Files.move(draft, place.toAbsolutePath().normalize());
                settled = true;
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                place = wanted.resolveSibling(
                        wanted.toAbsolutePath().normalize().getFileName() + "-" + i);
            } catch (IOException e) {
                throw new WorkError(cannotWrite(name, e) + "; it was saved as " + draft.resolve(name), e);
            }
        }
    }

    /** The last resort: a folder that every system has. */
    private static String rescued(String name, Consumer<Path> writer) {
        try {
            Path file = Files.createTempDirectory("chainrule-").resolve(name);
            writer.accept(file);
            return "it was saved as " + file;
        } catch (IOException | DataException e) {
            return "nor to the temporary folder: it is lost";
        }
    }

    /**
     * Writes another text file, whole or not at all.
     *
     * @throws WorkError if it cannot be written
     */
    public void write(String name, String text) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        try {
            WholeFile.write(place.toAbsolutePath().normalize().resolve(name), channel -> {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            });
        } catch (DataException e) {
            throw new WorkError(cannotWrite(name, e) + "; what was written before it is kept", e);
        }
    }

    private String cannotWrite(String name, Exception failure) {
        // what the writer of a file says names the draft, which the user has never seen
        String why = (failure instanceof IOException ? failure : failure.getCause()) instanceof IOException io
                ? DataException.reason(io)
                : failure.toString();
        return "cannot write " + place.resolve(name) + ": " + why;
    }

    /** Removes all traces if nothing was published. */
    @Override
    public synchronized void close() {
        if (published) {
            return;
        }
        delete(current());
        madeParents.forEach(RunFolder::deleteEmpty);
    }

    /** Removes a folder in it, with its files. */
    public void delete(String name) {
        delete(place.toAbsolutePath().normalize().resolve(name));
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(RunFolder::deleteEmpty);
        } catch (IOException | UncheckedIOException e) {
            // what cannot be deleted stays
        }
    }

    private static void deleteEmpty(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // it is not empty, or not ours
        }
    }
}
