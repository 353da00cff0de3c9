package org.chainrule.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file in the folder java.io.tmpdir that is gone when nobody reads it any more, or the process ends, however that is. */
record TemporaryFile(Path place, FileChannel channel) {
    /** @throws DataException if there can be none */
    static TemporaryFile make() {
        Path place = Path.of(System.getProperty("java.io.tmpdir"), "chainrule-" + UUID.randomUUID());
        try {
            // deleted on close: its name is gone at once where the system allows that, as Linux and macOS do
            return new TemporaryFile(
                    place,
                    FileChannel.open(
                            place,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw failed(place, e);
        }
    }

    /** @throws DataException if there is no room for it */
    void append(byte[] bytes, int count) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw failed(place, e);
        }
    }

    void delete() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(place, e);
        }
    }

    private static DataException failed(Path place, IOException cause) {
        return new DataException(
                "temporary file " + place + " cannot be written: " + DataException.reason(cause)
                        + "; -Djava.io.tmpdir=… takes another folder",
                cause);
    }
}
