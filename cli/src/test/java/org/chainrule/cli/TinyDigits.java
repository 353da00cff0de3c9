package org.chainrule.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** IDX files of a few images that are easy to tell apart: digit d is a bright row of pixels at height 2d, among noise. */
final class TinyDigits {
    private TinyDigits() {}

    static Path write(Path folder, int training, int test) {
        try {
            Files.createDirectories(folder);
            write(folder, "train", training, 1);
            write(folder, "t10k", test, 2);
            return folder;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Path folder, String name, int count, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        ByteBuffer images = ByteBuffer.allocate(16 + count * 28 * 28)
                .putInt(0x803)
                .putInt(count)
                .putInt(28)
                .putInt(28);
        ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
        for (int i = 0; i < count; i++) {
            int digit = random.nextInt(10);
            labels.put((byte) digit);
            for (int pixel = 0; pixel < 28 * 28; pixel++) {
                images.put((byte) (pixel / 28 == 2 * digit ? 255 : random.nextInt(60)));
            }
        }
        gzip(folder.resolve(name + "-images-idx3-ubyte.gz"), images.array());
        gzip(folder.resolve(name + "-labels-idx1-ubyte.gz"), labels.array());
    }

    private static void gzip(Path file, byte[] bytes) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes);
        }
    }
}
