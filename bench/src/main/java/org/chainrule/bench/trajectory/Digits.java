package org.chainrule.bench.trajectory;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The first of MNIST's test digits, shrunk: real data that is small.
 *
 * @param pixels [COUNT, INPUTS] row by row, from 0 to 1
 * @param labels the right class of each
 */
public record Digits(double[] pixels, int[] labels) {
    /** How many there are. */
    public static final int COUNT = 100;

    /** How many pixels each has. */
    public static final int INPUTS = 49;

    /** How many classes there are. */
    public static final int CLASSES = 10;

    private static final int SIDE = 28;
    private static final int BLOCK = 4;
    private static final int IMAGES_HEADER = 16;
    private static final int LABELS_HEADER = 8;

    /** Those of a folder with MNIST's files. */
    public static Digits read(Path folder) throws IOException {
        byte[] images = bytes(folder.resolve("t10k-images-idx3-ubyte.gz"), IMAGES_HEADER, COUNT * SIDE * SIDE);
        byte[] classes = bytes(folder.resolve("t10k-labels-idx1-ubyte.gz"), LABELS_HEADER, COUNT);
        double[] pixels = new double[COUNT * INPUTS];
        int[] labels = new int[COUNT];
        for (int image = 0; image < COUNT; image++) {
            labels[image] = classes[image];
            for (int row = 0; row < SIDE; row++) {
                for (int column = 0; column < SIDE; column++) {
                    int block = row / BLOCK * (SIDE / BLOCK) + column / BLOCK;
                    int pixel = Byte.toUnsignedInt(images[(image * SIDE + row) * SIDE + column]);
                    pixels[image * INPUTS + block] += pixel / (255.0 * BLOCK * BLOCK);
                }
            }
        }
        return new Digits(pixels, labels);
    }

    private static byte[] bytes(Path file, int header, int count) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
            in.skipNBytes(header);
            byte[] bytes = new byte[count];
            in.readFully(bytes);
            return bytes;
        }
    }
}
