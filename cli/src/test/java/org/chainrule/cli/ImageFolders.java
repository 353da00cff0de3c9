package org.chainrule.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.chainrule.data.Images;
import org.chainrule.data.Mnist;

/** Folders of images that tests train on. */
final class ImageFolders {
    private ImageFolders() {}

    /** So many of MNIST's test digits of each kind, as PNG files. */
    static Path digits(Path folder, int ofEach) {
        Images images = Mnist.from(Path.of("../data/mnist")).images();
        int[] written = new int[10];
        for (int i = 0; i < images.size(); i++) {
            int label = images.label(i);
            if (written[label]++ < ofEach) {
                BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
                for (int pixel = 0; pixel < 28 * 28; pixel++) {
                    image.getRaster().setSample(pixel % 28, pixel / 28, 0, images.pixel(i, pixel / 28, pixel % 28));
                }
                write(folder.resolve(label + "/" + i + ".png"), image);
            }
        }
        return folder;
    }

    /**
     * Coloured images of many sizes, mirrored or not: a bright disc or square somewhere on a dark ground, whose colours tell nothing.
     *
     * @param ofEach how many discs, and how many squares
     */
    static Path shapes(Path folder, int ofEach, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2 * ofEach; i++) {
            boolean isRound = i % 2 == 0;
            int width = 30 + random.nextInt(20);
            int height = 30 + random.nextInt(20);
            int radius = 6 + random.nextInt(4);
            int left = width / 2 + random.nextInt(9) - 4;
            int top = height / 2 + random.nextInt(9) - 4;
            int bright = 0x808080 | random.nextInt(0x1000000);
            int dark = 0x3F3F3F & random.nextInt(0x1000000);
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int across = Math.abs(x - left);
                    int down = Math.abs(y - top);
                    boolean inside = isRound
                            ? across * across + down * down <= radius * radius
                            : Math.max(across, down) <= radius * 0.85;
                    image.setRGB(x, y, inside ? bright : dark);
                }
            }
            write(folder.resolve((isRound ? "disc/" : "square/") + i + (i % 4 < 2 ? ".png" : ".bmp")), image);
        }
        return folder;
    }

    /** An image file, in the format that its name says; folders above it are made. */
    static void write(Path file, BufferedImage image) {
        try {
            Files.createDirectories(file.getParent());
            String name = file.getFileName().toString();
            ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
