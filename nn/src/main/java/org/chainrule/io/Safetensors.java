package org.chainrule.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.Tensor;
import org.chainrule.data.DataException;

/**
 * Tensors by name, and texts by name about them, as a file in the safetensors format: the length of a JSON header (64 bits,
 * little-endian), the header, which tells dtype, shape and place of each tensor, then the elements. Float16 and bfloat16 are read as
 * float32. Source: https://github.com/huggingface/safetensors#format.
 *
 * <p>Files of anyone may be read: a damaged or malicious one is told in one line, and never takes more memory than its own size.
 *
 * @param metadata texts by name
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
    private static final int LENGTH_BYTES = 8;

    public Safetensors {
        tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Writes the file whole or not at all.
     *
     * @throws DataException if it cannot be written
     */
    public void write(Path file) {
        SafetensorsHeader header = SafetensorsHeader.of(this);
        byte[] json = header.toJson();
        WholeFile.write(file, channel -> {
            ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            Elements.writeAll(channel, length.putLong(json.length).flip());
            Elements.writeAll(channel, ByteBuffer.wrap(json));
            for (SafetensorsHeader.Entry entry : header.entries()) {
                Elements.write(tensor(entry.name()).data(), channel);
            }
        });
    }

    /**
     * The tensor of a name.
     *
     * @throws DataException if there is none
     */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new DataException("there is no tensor " + name);
        }
        return tensor;
    }

    /**
     * Reads a file.
     *
     * @throws DataException if it is damaged or cannot be read
     */
    public static Safetensors read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            SafetensorsHeader header = header(channel);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (SafetensorsHeader.Entry entry : header.entries()) {
                tensors.put(entry.name(), tensor(entry, channel));
            }
            return new Safetensors(tensors, header.metadata());
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw DataException.of(file, "cannot be read", e);
        } catch (DataException e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        }
    }

    private static SafetensorsHeader header(FileChannel channel) throws IOException {
        long rest = channel.size() - LENGTH_BYTES;
        if (rest < 0) {
            throw new DataException("a file of " + channel.size() + " bytes is too short for a header");
        }
        long length = Elements.readAll(channel, LENGTH_BYTES).getLong();
        if (length < 0 || length > SafetensorsHeader.LONGEST || length > rest) {
            throw new DataException("tells of a header of " + Long.toUnsignedString(length) + " bytes, where " + rest
                    + " follow and " + SafetensorsHeader.LONGEST + " are the most");
        }
        return SafetensorsHeader.parse(Elements.readAll(channel, (int) length).array(), rest - length);
    }

    /** The header has made sure that entries follow each other in the order of their places. */
    private static Tensor tensor(SafetensorsHeader.Entry entry, FileChannel channel) throws IOException {
        try {
            return Tensor.of(Elements.read(entry.format(), entry.type(), channel));
        } catch (DataException e) {
            throw new DataException(entry.name() + " " + e.getMessage(), e);
        }
    }
}
