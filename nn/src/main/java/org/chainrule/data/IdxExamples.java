package org.chainrule.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;

/**
 * An IDX file of bytes beside one of labels, read as they are asked for, so that it may be larger than the memory. Batches are float32
 * [batch, …] from 0 to 1, of any number of axes, and int32 labels. A gzipped file is unpacked into a temporary one first.
 */
public final class IdxExamples implements Dataset {
    private static final int MOST_AXES = 8;

    private final Records records;
    private final Shape shape;
    private final byte[] labels;

    private IdxExamples(Records records, Shape shape, byte[] labels) {
        this.records = records;
        this.shape = shape;
        this.labels = labels;
    }

    /**
     * Opens two files.
     *
     * @param inputs of two axes or more, the first of which is the example
     * @param labels of one axis
     * @throws DataException if one of them is no IDX file of bytes, or they do not belong together
     */
    public static IdxExamples of(Path inputs, Path labels) {
        Idx classes = Idx.read(labels, 1);
        FileChannel channel = Idx.unpacked(inputs, (in, zipped) -> zipped ? copy(in) : open(inputs));
        ByteBuffer begin = ByteBuffer.allocate(Idx.header(MOST_AXES));
        long length;
        try {
            channel.read(begin, 0);
            length = channel.size();
        } catch (IOException e) {
            throw DataException.of(inputs, "cannot be read", e);
        }
        int axes = begin.position() < Integer.BYTES ? 2 : Math.clamp(begin.get(3), 2, MOST_AXES);
        int[] extents = Idx.extents(inputs, begin.rewind(), length, axes);
        if (extents[0] != classes.bytes().length) {
            throw new DataException(inputs + ": holds " + extents[0] + " examples, but " + labels + " "
                    + classes.bytes().length + " labels");
        }
        Shape shape = Shape.of(Arrays.copyOfRange(extents, 1, axes));
        return new IdxExamples(
                new Records(channel, inputs, Idx.header(axes), shape.size(), extents[0]), shape, classes.bytes());
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    private static FileChannel copy(InputStream in) throws IOException {
        TemporaryFile file = TemporaryFile.make();
        byte[] piece = new byte[1 << 16];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            file.append(piece, count);
        }
        return file.channel();
    }

    @Override
    public int size() {
        return labels.length;
    }

    /** @throws DataException if the file cannot be read */
    @Override
    public Batch batch(int... numbers) {
        requireExamples(numbers);
        byte[] bytes = records.read(numbers);
        float[] values = new float[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (bytes[i] & 0xFF) / 255f;
        }
        int[] targets =
                IntStream.of(numbers).map(number -> labels[number] & 0xFF).toArray();
        return new Batch(Tensor.of(values, Shape.of(numbers.length).append(shape)), Tensor.of(targets));
    }
}
