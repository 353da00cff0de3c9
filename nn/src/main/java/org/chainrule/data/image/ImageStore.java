package org.chainrule.data.image;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Squares of image files, read when they are asked for. As many as fit into a quarter of the memory are kept, a byte a value. */
final class ImageStore {
    private static final int SHARE_OF_MEMORY = 4;

    private final List<Path> files;
    private final int size;
    private final int channels;
    private final AtomicReferenceArray<byte @Nullable []> kept;

    ImageStore(List<Path> files, int size, int channels) {
        long memory = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;
        long most = memory / ((long) channels * size * size);
        this.files = List.copyOf(files);
        this.size = size;
        this.channels = channels;
        this.kept = new AtomicReferenceArray<>((int) Math.min(files.size(), most));
    }

    List<Path> files() {
        return files;
    }

    int size() {
        return size;
    }

    int channels() {
        return channels;
    }

    /** The values of a file's image, [channels, size, size]; not to be changed. */
    byte[] values(int number) {
        byte @Nullable [] known = number < kept.length() ? kept.get(number) : null;
        if (known != null) {
            return known;
        }
        byte[] values = Framing.square(ImageFile.read(files.get(number)), size)
                .in(channels)
                .values();
        if (number < kept.length()) {
            kept.set(number, values);
        }
        return values;
    }
}
