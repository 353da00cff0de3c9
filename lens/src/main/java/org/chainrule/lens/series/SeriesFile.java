package org.chainrule.lens.series;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.data.DataException;

/** A series in a file, which may still be written to: what was added is read when somebody asks. */
public final class SeriesFile implements Series {
    private static final int LONGEST_LINE = 4 << 20;
    private static final int MOST_ENTRIES = 200_000;

    private final Path file;
    private final Journal read = new Journal();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long position;

    private SeriesFile(Path file) {
        this.file = file;
    }

    /**
     * Reads what there is by now, which may be nothing, not even a file.
     *
     * @throws DataException if it cannot be read
     */
    public static SeriesFile at(Path file) {
        SeriesFile series = new SeriesFile(file);
        try {
            series.readOn();
        } catch (NoSuchFileException e) {
            return series;
        } catch (IOException e) {
            throw DataException.of(file, "cannot be read", e);
        }
        return series;
    }

    @Override
    public synchronized int size() {
        try {
            readOn();
        } catch (IOException e) {
            // it is gone, or will come back: what was read of it stays
        }
        return read.size();
    }

    @Override
    public List<Entry> entries(int from, int to) {
        return read.entries(from, to);
    }

    private void readOn() throws IOException {
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            if (in.size() < position) {
                read.clear();
                line.reset();
                position = 0;
            }
            in.position(position);
            ByteBuffer part = ByteBuffer.allocate(1 << 16);
            while (in.read(part.clear()) > 0) {
                position += part.position();
                take(part.array(), part.position());
            }
        }
    }

    private void take(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] != '\n') {
                if (line.size() < LONGEST_LINE) {
                    line.write(bytes[i]);
                }
            } else {
                add(line.toString(StandardCharsets.UTF_8));
                line.reset();
            }
        }
    }

    /** A line that is broken, as by a loss of power, is passed over. */
    private void add(String text) {
        if (read.size() < MOST_ENTRIES) {
            try {
                read.add(EntryJson.read(text));
            } catch (IllegalArgumentException e) {
                // the others tell enough
            }
        }
    }
}
