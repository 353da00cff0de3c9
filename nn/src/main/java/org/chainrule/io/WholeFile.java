package org.chainrule.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.chainrule.data.DataException;

/**
 * Writes files whole or not at all, whatever ends the process or the machine: into a temporary file beside, which is forced to the
 * disk and then takes the name.
 */
public final class WholeFile {
    private static final String SUFFIX = ".tmp";

    private WholeFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Writer {
        void write(FileChannel channel) throws IOException;
    }

    /**
     * Writes a file, in the place of one of that name if there is one.
     *
     * @throws DataException if it cannot be written
     */
    public static void write(Path file, Writer writer) {
        try {
            // not createTempFile, which would make a file that only its owner may read
            Path temporary = file.resolveSibling(prefix(file) + UUID.randomUUID() + SUFFIX);
            try {
                try (FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                    writer.write(channel);
                    channel.force(true);
                }
                move(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
            force(file.toAbsolutePath().resolveSibling(""));
        } catch (IOException e) {
            throw DataException.of(file, "cannot be written", e);
        }
    }

    /** Deletes what a process that was killed has left of files that it was writing in a folder. */
    public static void clean(Path folder, String ending) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, ".*" + ending + ".*" + SUFFIX)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String prefix(Path file) {
        return "." + file.getFileName() + ".";
    }

    private static void move(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The name too is to be on the disk. */
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // not every system opens folders; the file is whole in any case
        }
    }
}
