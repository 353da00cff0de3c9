package org.chainrule.data;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Type;

/**
 * Examples in a temporary file, read as they are asked for, so that they may be more than the memory holds. All are of the same shapes and
 * dtypes. The file lies in the folder java.io.tmpdir; it is gone when this object or the process is, however that ends.
 */
public final class ExampleFile implements Dataset {
    private final FileChannel channel;
    private final Path place;
    private final Type inputs;
    private final Type targets;
    private final int size;

    private ExampleFile(FileChannel channel, Path place, Type inputs, Type targets, int size) {
        this.channel = channel;
        this.place = place;
        this.inputs = inputs;
        this.targets = targets;
        this.size = size;
    }

    /**
     * A new file.
     *
     * @throws DataException if there can be none
     */
    public static Writer writer() {
        return new Writer();
    }

    @Override
    public int size() {
        return size;
    }

    /** @throws DataException if the file cannot be read */
    @Override
    public Batch batch(int... numbers) {
        int record = bytes(inputs) + bytes(targets);
        MemorySegment bytes = MemorySegment.ofArray(read(record, numbers));
        return new Batch(
                tensor(inputs, bytes, 0, record, numbers.length),
                tensor(targets, bytes, bytes(inputs), record, numbers.length));
    }

    private byte[] read(int record, int... numbers) {
        byte[] bytes = new byte[Math.multiplyExact(record, numbers.length)];
        try {
            for (int i = 0; i < numbers.length; ) {
                int end = i + 1;
                // neighbours are read at once
                while (end < numbers.length && numbers[end] == numbers[end - 1] + 1) {
                    end++;
                }
                Objects.checkIndex(numbers[i], size);
                Objects.checkIndex(numbers[end - 1], size);
                fill(ByteBuffer.wrap(bytes, i * record, (end - i) * record), (long) numbers[i] * record);
                i = end;
            }
        } catch (IOException e) {
            throw DataException.of(place, "cannot be read", e);
        }
        return bytes;
    }

    private void fill(ByteBuffer bytes, long from) throws IOException {
        long at = from;
        while (bytes.hasRemaining()) {
            int count = channel.read(bytes, at);
            if (count < 0) {
                throw new EOFException("it ends too early");
            }
            at += count;
        }
    }

    private static Tensor tensor(Type row, MemorySegment from, int offset, int record, int count) {
        Type type = new Type(Shape.of(count).append(row.shape()), row.dtype());
        Object array = type.dtype().newArray(type.shape().size());
        MemorySegment to = segment(array);
        for (int i = 0; i < count; i++) {
            MemorySegment.copy(from, offset + (long) i * record, to, (long) i * bytes(row), bytes(row));
        }
        return Tensor.of(new Data(type, array));
    }

    private static int bytes(Type row) {
        return Math.multiplyExact(row.shape().size(), row.dtype().bytes());
    }

    private static MemorySegment segment(Object array) {
        return switch (array) {
            case float[] floats -> MemorySegment.ofArray(floats);
            case double[] doubles -> MemorySegment.ofArray(doubles);
            case int[] ints -> MemorySegment.ofArray(ints);
            case long[] longs -> MemorySegment.ofArray(longs);
            default -> throw new AssertionError(array.getClass());
        };
    }

    /** Writes examples one behind the other. It is used by one thread, and to be closed. */
    public static final class Writer implements AutoCloseable {
        private final Path place = Path.of(System.getProperty("java.io.tmpdir"), "chainrule-" + UUID.randomUUID());
        private final FileChannel channel;
        private Type inputs = new Type(Shape.of(0), DType.FLOAT32);
        private Type targets = inputs;
        private int size;
        private boolean written;

        private Writer() {
            try {
                // deleted on close: its name is gone at once, and the file when nobody reads it any more
                this.channel = FileChannel.open(
                        place,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
            } catch (IOException e) {
                throw failed(e);
            }
        }

        /**
         * Adds the examples of a batch.
         *
         * @throws DataException if they cannot be written
         */
        public void add(Batch batch) {
            if (size == 0) {
                inputs = ExampleRow.type(batch.inputs());
                targets = ExampleRow.type(batch.targets());
            }
            if (!ExampleRow.type(batch.inputs()).equals(inputs)
                    || !ExampleRow.type(batch.targets()).equals(targets)) {
                throw new ShapeException(
                        "example file",
                        ExampleRow.type(batch.inputs()) + " and " + ExampleRow.type(batch.targets()) + " behind "
                                + inputs + " and " + targets,
                        "all examples are of the same shapes and dtypes");
            }
            int record = bytes(inputs) + bytes(targets);
            byte[] bytes = new byte[Math.multiplyExact(record, batch.size())];
            put(batch.inputs(), bytes(inputs), bytes, 0, record);
            put(batch.targets(), bytes(targets), bytes, bytes(inputs), record);
            try {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            } catch (IOException e) {
                throw failed(e);
            }
            size = Math.addExact(size, batch.size());
        }

        private static void put(Tensor table, int width, byte[] to, int offset, int record) {
            MemorySegment from = segment(table.data().array());
            MemorySegment all = MemorySegment.ofArray(to);
            for (int i = 0; i < table.shape().extent(0); i++) {
                MemorySegment.copy(from, (long) i * width, all, offset + (long) i * record, width);
            }
        }

        private DataException failed(IOException cause) {
            return new DataException(
                    "temporary file " + place + " cannot be written: " + DataException.reason(cause)
                            + "; -Djava.io.tmpdir=… takes another folder",
                    cause);
        }

        /** All that was added. */
        public ExampleFile written() {
            written = true;
            return new ExampleFile(channel, place, inputs, targets, size);
        }

        /** Deletes the file, unless it is written. */
        @Override
        public void close() {
            if (written) {
                return;
            }
            try {
                channel.close();
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }
}
