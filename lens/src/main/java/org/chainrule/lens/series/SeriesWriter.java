package org.chainrule.lens.series;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.chainrule.data.DataException;

/** Appends entries to a file, one a line. Readers see an entry half a second later at most, if another one follows. */
public final class SeriesWriter implements Closeable {
    private static final long PATIENCE_NANOS = 250_000_000;

    private final Path file;
    private final Writer out;
    private long flushed = System.nanoTime();

    private SeriesWriter(Path file, Writer out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Goes on with a file, or makes it.
     *
     * @throws DataException if it cannot be written to
     */
    public static SeriesWriter of(Path file) {
        try {
            boolean broken = endsWithinALine(file);
            Writer out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (broken) {
                out.write('\n');
            }
            return new SeriesWriter(file, out);
        } catch (IOException e) {
            throw DataException.of(file, "cannot be written", e);
        }
    }

    /** As after a loss of power. */
    private static boolean endsWithinALine(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return false;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(in.length() - 1);
            return in.read() != '\n';
        }
    }

    /** @throws DataException if it cannot be written */
    public void add(Entry entry) {
        try {
            out.write(EntryJson.line(entry) + '\n');
            if (System.nanoTime() - flushed > PATIENCE_NANOS || entry instanceof Entry.End) {
                out.flush();
                flushed = System.nanoTime();
            }
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
