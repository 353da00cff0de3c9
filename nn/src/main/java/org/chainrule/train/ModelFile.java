package org.chainrule.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.data.DataException;

/**
 * A model's tensors by path, in the safetensors format: the length of a JSON header (64 bits, little-endian), the header, which
 * tells dtype, shape and place of each tensor, then the elements. Files are written whole or not at all.
 */
public final class ModelFile {
    private static final int LENGTH_BYTES = 8;

    private ModelFile() {}

    /** Writes all tensors of a model: into a temporary file beside, which then takes the name. */
    public static void save(Object model, Path file) {
        Map<String, Tensor> tensors = Tree.named(model);
        byte[] header = SafetensorsHeader.of(tensors).toJson();
        try {
            // not createTempFile, which would make a file that only its owner may read
            Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                write(tensors, header, temporary);
                move(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw DataException.of(file, "cannot be written", e);
        }
    }

    private static void write(Map<String, Tensor> tensors, byte[] header, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            writeAll(channel, length.putLong(header.length).flip());
            writeAll(channel, ByteBuffer.wrap(header));
            for (Tensor tensor : tensors.values()) {
                writeAll(channel, Elements.toBytes(tensor.data()));
            }
            channel.force(true);
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void move(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * A model of the same form with the file's tensors.
     *
     * @throws DataException if the file is damaged, or its tensors are not the model's
     */
    public static <M> M load(M like, Path file) {
        Map<String, Tensor> saved = read(file);
        List<Tensor> leaves = new ArrayList<>();
        for (Map.Entry<String, Tensor> wanted : Tree.named(like).entrySet()) {
            Tensor tensor = saved.remove(wanted.getKey());
            if (tensor == null
                    || !tensor.node().type().equals(wanted.getValue().node().type())) {
                throw new DataException(file + ": " + wanted.getKey() + " is "
                        + (tensor == null ? "missing" : tensor.node().type()) + ", the model's is "
                        + wanted.getValue().node().type());
            }
            leaves.add(tensor);
        }
        if (!saved.isEmpty()) {
            throw new DataException(file + ": the model has no " + saved.keySet());
        }
        return Tree.rebuild(like, leaves);
    }

    /**
     * The tensors of a file by name.
     *
     * @throws DataException if the file is damaged
     */
    public static Map<String, Tensor> read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            ByteBuffer length = readAll(channel, LENGTH_BYTES, file).order(ByteOrder.LITTLE_ENDIAN);
            long headerLength = length.getLong();
            if (headerLength < 2 || headerLength > SafetensorsHeader.LONGEST || headerLength > size - LENGTH_BYTES) {
                throw new DataException(file + ": tells of a header of " + Long.toUnsignedString(headerLength)
                        + " bytes, in a file of " + size);
            }
            byte[] json = readAll(channel, (int) headerLength, file).array();
            SafetensorsHeader header =
                    SafetensorsHeader.parse(json, size - LENGTH_BYTES - headerLength, file.toString());
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (SafetensorsHeader.Entry entry : header.entries()) {
                channel.position(LENGTH_BYTES + headerLength + entry.begin());
                ByteBuffer bytes = readAll(channel, (int) (entry.end() - entry.begin()), file);
                tensors.put(
                        entry.name(), Tensor.of(Elements.fromBytes(file + ": " + entry.name(), entry.type(), bytes)));
            }
            return tensors;
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw DataException.of(file, "cannot be read", e);
        }
    }

    private static ByteBuffer readAll(FileChannel channel, int count, Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new DataException(file + ": ends too early");
            }
        }
        return bytes.flip();
    }
}
