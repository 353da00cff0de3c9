package org.chainrule.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.chainrule.graph.Data;
import org.chainrule.graph.Type;

/** Moves elements between arrays and files, a piece at a time, so that tensors of any size need no second place in memory. */
final class Elements {
    private static final int PIECE = 1 << 20;

    private Elements() {}

    static void write(Data data, FileChannel to) throws IOException {
        ElementType format = ElementType.of(data.type().dtype());
        ByteBuffer bytes = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        int size = data.type().shape().size();
        for (int from = 0; from < size; ) {
            int count = Math.min(size - from, PIECE / format.bytes());
            format.put(data.array(), from, count, bytes.clear().limit(count * format.bytes()));
            writeAll(to, bytes);
            from += count;
        }
    }

    static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Reads the elements of a tensor from where the file stands.
     *
     * @throws org.chainrule.data.DataException if they are none
     */
    static Data read(ElementType format, Type type, FileChannel from) throws IOException {
        int size = type.shape().size();
        Object array = type.dtype().newArray(size);
        for (int at = 0; at < size; ) {
            int count = Math.min(size - at, PIECE / format.bytes());
            format.get(readAll(from, count * format.bytes()), array, at, count);
            at += count;
        }
        return new Data(type, array);
    }

    static ByteBuffer readAll(FileChannel channel, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("it ends too early");
            }
        }
        return bytes.flip();
    }
}
