package org.chainrule.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.chainrule.data.DataException;

/**
 * A folder that is one user's at a time, among all processes that ask by this class: a file {@code .lock} in it, which stays there, is locked by
 * the operating system, so that it is free again however the process ends. Where a file system knows no locks it is kept from this process
 * alone; a folder that was deleted and made anew is another one.
 */
public final class FolderLock implements AutoCloseable {
    private static final String NAME = ".lock";

    /**
     * Those of this process. Locks are a process's, not a channel's, and closing any channel of the file would let go of them: so none is opened
     * where this process has the folder already.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Optional<FileChannel> channel;

    private FolderLock(Path folder, Optional<FileChannel> channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes a folder, which is there.
     *
     * @param user as errors call whoever has it
     * @throws DataException if somebody else has it, in this process or in another, or it cannot be written to
     */
    public static FolderLock of(Path folder, String user) {
        Path real;
        try {
            real = folder.toRealPath();
        } catch (IOException e) {
            throw DataException.of(folder, "cannot be written", e);
        }
        if (!HELD.add(real)) {
            throw taken(folder, user);
        }
        boolean locked = false;
        try {
            FolderLock lock = new FolderLock(real, locked(folder, user));
            locked = true;
            return lock;
        } catch (IOException e) {
            throw DataException.of(folder, "cannot be written", e);
        } finally {
            if (!locked) {
                HELD.remove(real);
            }
        }
    }

    private static Optional<FileChannel> locked(Path folder, String user) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(NAME), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (IOException e) {
            channel.close();
            System.getLogger(FolderLock.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            folder + ": cannot be kept from other processes, " + e.getMessage());
            return Optional.empty();
        }
        channel.close();
        throw taken(folder, user);
    }

    private static DataException taken(Path folder, String user) {
        return new DataException(folder + ": " + user + " works there at this moment");
    }

    /**
     * Looks whether a folder is free, if there is one that was ever taken and can be written to.
     *
     * @throws DataException if somebody has it
     */
    public static void requireFree(Path folder, String user) {
        if (Files.isWritable(folder.resolve(NAME))) {
            of(folder, user).close();
        }
    }

    /** Lets it go. */
    @Override
    public void close() {
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException e) {
            // it is the operating system's at the latest when the process ends
        } finally {
            HELD.remove(folder);
        }
    }
}
