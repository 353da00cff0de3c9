package org.chainrule.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An IDX file of bytes: two zeros, the type 8, the number of axes, an extent for each (32 bits, big-endian), then the elements. Source:
 * the description on the MNIST page of LeCun, Cortes, Burges.
 *
 * @param extents the extent of each axis
 * @param bytes the elements in row-major order
 * @param content the whole file, unpacked
 */
record Idx(int[] extents, byte[] bytes, byte[] content) {
    private static final int UNSIGNED_BYTE = 8;
    private static final int LARGEST = Integer.MAX_VALUE - 64;

    /** Reads a file, gzipped or not. */
    static Idx read(Path file, int axes) {
        byte[] content = content(file);
        int header = 4 + 4 * axes;
        if (content.length < header) {
            throw new DataException(file + ": ends after " + content.length + " bytes, within its header of " + header);
        }
        ByteBuffer buffer = ByteBuffer.wrap(content);
        int magic = buffer.getInt();
        if (magic != (UNSIGNED_BYTE << 8 | axes)) {
            throw new DataException("%s: begins with 0x%08x, but an IDX file of bytes with %d axes begins with 0x%08x"
                    .formatted(file, magic, axes, UNSIGNED_BYTE << 8 | axes));
        }
        int[] extents = new int[axes];
        long size = 1;
        for (int axis = 0; axis < axes; axis++) {
            extents[axis] = buffer.getInt();
            if (extents[axis] < 0 || size * extents[axis] > LARGEST) {
                throw new DataException(file + ": its header tells of " + Integer.toUnsignedString(extents[axis])
                        + " elements along axis " + axis + ", more than a file holds");
            }
            size *= extents[axis];
        }
        for (int axis = 1; axis < axes; axis++) {
            if (extents[axis] == 0) {
                throw new DataException(
                        file + ": its header tells of " + Arrays.toString(extents) + ", images without a pixel");
            }
        }
        if (content.length - header != size) {
            throw new DataException(file + ": its header tells of " + size + " bytes of elements ("
                    + Arrays.toString(extents) + "), but " + (content.length - header) + " follow");
        }
        return new Idx(extents, Arrays.copyOfRange(content, header, content.length), content);
    }

    private static byte[] content(Path file) {
        try (InputStream in = Unzipped.open(file)) {
            return in.readAllBytes();
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw DataException.of(file, "cannot be read", e);
        }
    }
}
