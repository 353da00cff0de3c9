package org.chainrule.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.chainrule.data.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is one user's at a time, among all processes that ask by this class: a file {@code .lock} in it is locked, by the operating
 * system, so that it is free again however the process ends. Where a file system knows no locks nothing is kept from anybody.
 */
public final class FolderLock implements AutoCloseable {
    private static final String NAME = ".lock";

    private final @Nullable FileChannel channel;

    private FolderLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a folder, which is there.
     *
     * @param user as errors call whoever has it
     * @throws DataException if somebody else has it, in this process or in another
     */
    public static FolderLock of(Path folder, String user) {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder.resolve(NAME), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        } catch (IOException e) {
            throw DataException.of(folder, "cannot be written", e);
        }
        FolderLock lock = new FolderLock(channel);
        boolean free;
        try {
            free = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            free = false;
        } catch (IOException e) {
            lock.close();
            return new FolderLock(null);
        }
        if (!free) {
            lock.close();
            throw new DataException(folder + ": " + user + " works there at this moment");
        }
        return lock;
    }

    /**
     * Looks whether a folder is free, if there is one.
     *
     * @throws DataException if somebody has it
     */
    public static void requireFree(Path folder, String user) {
        if (Files.isRegularFile(folder.resolve(NAME))) {
            of(folder, user).close();
        }
    }

    /** Lets it go. */
    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // it is the operating system's at the latest when the process ends
            }
        }
    }
}
