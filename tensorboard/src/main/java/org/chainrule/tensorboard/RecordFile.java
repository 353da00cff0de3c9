package org.chainrule.tensorboard;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file of records in TensorFlow's framing: the length (64 bits, little-endian), its checksum, the bytes, their checksum. Source:
 * {@code tensorflow/core/lib/io/record_writer.h}.
 */
final class RecordFile implements AutoCloseable {
    private static final int ROTATION = 15;
    private static final int MASK = 0xa282ead8;

    private final OutputStream out;

    RecordFile(Path file) throws IOException {
        this.out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
    }

    void write(byte[] record) throws IOException {
        byte[] length = little(Long.BYTES).putLong(record.length).array();
        out.write(length);
        out.write(little(Integer.BYTES).putInt(masked(length)).array());
        out.write(record);
        out.write(little(Integer.BYTES).putInt(masked(record)).array());
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** CRC-32C, masked so that checksums of records that hold checksums are no trouble. */
    private static int masked(byte... bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), ROTATION) + MASK;
    }

    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
