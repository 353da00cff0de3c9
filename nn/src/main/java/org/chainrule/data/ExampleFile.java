package org.chainrule.data;

import java.lang.foreign.MemorySegment;
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
    private final Records records;
    private final Type inputs;
    private final Type targets;

    private ExampleFile(Records records, Type inputs, Type targets) {
        this.records = records;
        this.inputs = inputs;
        this.targets = targets;
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
        return records.size();
    }

    /** @throws DataException if the file cannot be read */
    @Override
    public Batch batch(int... numbers) {
        requireExamples(numbers);
        MemorySegment bytes = MemorySegment.ofArray(records.read(numbers));
        return new Batch(
                tensor(inputs, bytes, 0, records.width(), numbers.length),
                tensor(targets, bytes, bytes(inputs), records.width(), numbers.length));
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
        private final TemporaryFile file = TemporaryFile.make();
        private Type inputs = new Type(Shape.of(0), DType.FLOAT32);
        private Type targets = inputs;
        private int size;
        private boolean written;

        private Writer() {}

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
            file.append(bytes, bytes.length);
            size = Math.addExact(size, batch.size());
        }

        private static void put(Tensor table, int width, byte[] to, int offset, int record) {
            MemorySegment from = segment(table.data().array());
            MemorySegment all = MemorySegment.ofArray(to);
            for (int i = 0; i < table.shape().extent(0); i++) {
                MemorySegment.copy(from, (long) i * width, all, offset + (long) i * record, width);
            }
        }

        /** All that was added. */
        public ExampleFile written() {
            written = true;
            int record = bytes(inputs) + bytes(targets);
            return new ExampleFile(new Records(file.channel(), file.place(), 0, record, size), inputs, targets);
        }

        /** Deletes the file, unless it is written. */
        @Override
        public void close() {
            if (!written) {
                file.delete();
            }
        }
    }
}
