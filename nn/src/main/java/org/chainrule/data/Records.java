package org.chainrule.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Records of equal length in a file, read as they are asked for, by several threads at once.
 *
 * @param place of the file, for what is told
 * @param begin where the first record begins
 * @param width bytes in a record
 */
record Records(FileChannel channel, Path place, long begin, int width, int size) {
    /**
     * The records with these numbers, one behind the other.
     *
     * @throws DataException if they cannot be read
     */
    byte[] read(int... numbers) {
        byte[] bytes = new byte[Math.multiplyExact(width, numbers.length)];
        try {
            for (int i = 0; i < numbers.length; ) {
                int end = i + 1;
                // neighbours are read at once
                while (end < numbers.length && numbers[end] == numbers[end - 1] + 1) {
                    end++;
                }
                Objects.checkIndex(numbers[i], size);
                Objects.checkIndex(numbers[end - 1], size);
                fill(ByteBuffer.wrap(bytes, i * width, (end - i) * width), begin + (long) numbers[i] * width);
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
}
