package org.chainrule.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

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
    /** More than any file, and small enough not to overflow. */
    private static final long LARGEST = 1L << 50;

    /** Reads a file, gzipped or not. */
    static Idx read(Path file, int axes) {
        byte[] content = content(file);
        int[] extents = extents(file, ByteBuffer.wrap(content), content.length, axes);
        return new Idx(extents, Arrays.copyOfRange(content, header(axes), content.length), content);
    }

    /** How many bytes stand before the elements. */
    static int header(int axes) {
        return 4 + 4 * axes;
    }

    /**
     * The extents that a file's header tells of.
     *
     * @param begin the file's first bytes, the header at least if there is one
     * @param length of the file
     */
    static int[] extents(Path file, ByteBuffer begin, long length, int axes) {
        int header = header(axes);
        if (length < header) {
            throw new DataException(file + ": ends after " + length + " bytes, within its header of " + header);
        }
        int magic = begin.getInt();
        if (magic != (UNSIGNED_BYTE << 8 | axes)) {
            throw new DataException("%s: begins with 0x%08x, but an IDX file of bytes with %d axes begins with 0x%08x"
                    .formatted(file, magic, axes, UNSIGNED_BYTE << 8 | axes));
        }
        int[] extents = new int[axes];
        long size = 1;
        for (int axis = 0; axis < axes; axis++) {
            extents[axis] = begin.getInt();
            if (extents[axis] < 0 || size > LARGEST / Math.max(1, extents[axis])) {
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
        if (length - header != size) {
            throw new DataException(file + ": its header tells of " + size + " bytes of elements ("
                    + Arrays.toString(extents) + "), but " + (length - header) + " follow");
        }
        return extents;
    }

    private static byte[] content(Path file) {
        return unpacked(file, (in, _) -> in.readAllBytes());
    }

    /** Reads a file that may be gzipped. */
    interface Reading<T> {
        T from(InputStream plain, boolean zipped) throws IOException;
    }

    /** What a reading makes of a file's unpacked content. */
    static <T> T unpacked(Path file, Reading<T> reading) {
        try (InputStream in = Unzipped.open(file)) {
            return reading.from(in, in instanceof GZIPInputStream);
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw DataException.of(file, "cannot be read", e);
        }
    }
}
