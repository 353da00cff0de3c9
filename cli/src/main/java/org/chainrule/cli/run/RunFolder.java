package org.chainrule.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.cli.console.UserError;

/**
 * The folder of a run. It is filled beside its place under another name and moved there when it is complete, so there is
 * the whole folder or none. One that exists is never written to.
 */
public final class RunFolder implements AutoCloseable {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss");

    private final Path place;
    private final Path draft;
    private final List<Path> madeParents;
    private boolean published;

    private RunFolder(Path place, Path draft, List<Path> madeParents) {
        this.place = place;
        this.draft = draft;
        this.madeParents = madeParents;
    }

    /** A free place below {@code runs}, named by date and time. */
    public static Path freePlace(Path runs, LocalDateTime time, String what) {
        String name = NAME.format(time) + "-" + what;
        Path place = runs.resolve(name);
        for (int i = 2; Files.exists(place, LinkOption.NOFOLLOW_LINKS); i++) {
            place = runs.resolve(name + "-" + i);
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
            for (Path p = parent; p != null && !Files.exists(p); p = p.getParent()) {
                made.add(p);
            }
            Files.createDirectories(parent);
            // no temporary folder of Java's: those are private, and a run is like any other folder of the user
            String draft = "." + place.getFileName() + "-unfinished-"
                    + ProcessHandle.current().pid();
            return new RunFolder(place, Files.createDirectory(parent.resolve(draft)), made);
        } catch (IOException e) {
            made.forEach(RunFolder::deleteEmpty);
            throw UserError.of("cannot write output folder " + wanted, e);
        }
    }

    /** Where a file of the run is written until the folder is complete. */
    public Path file(String name) {
        return draft.resolve(name);
    }

    /** Writes a text file of the run. */
    public void write(String name, String text) {
        try {
            Files.writeString(file(name), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw UserError.of("cannot write " + name, e);
        }
    }

    /** Moves the complete folder to its place. */
    public Path publish() {
        try {
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                throw new UserError("output folder " + place + " was made by someone else in the meantime");
            }
            Files.move(draft, place);
            published = true;
            return place;
        } catch (IOException e) {
            throw UserError.of("cannot write output folder " + place, e);
        }
    }

    /** Removes all traces if the folder was not published. */
    @Override
    public void close() {
        if (published) {
            return;
        }
        try (Stream<Path> files = Files.walk(draft)) {
            files.sorted(Comparator.reverseOrder()).forEach(RunFolder::deleteEmpty);
        } catch (IOException | UncheckedIOException e) {
            // what cannot be deleted stays: it is named as unfinished
        }
        madeParents.forEach(RunFolder::deleteEmpty);
    }

    private static void deleteEmpty(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // it is not empty, or not ours
        }
    }
}
