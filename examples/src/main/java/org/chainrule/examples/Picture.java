package org.chainrule.examples;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.chainrule.Tensor;
import org.chainrule.data.DataException;

/** Small grey images side by side in one PNG file. */
final class Picture {
    private static final int EXTENT = 28;
    private static final int GAP = 2;

    private Picture() {}

    /**
     * Writes a file; folders that lack are made.
     *
     * @param images [n, 784], 0 is black and 1 is white
     */
    static void write(Path file, Tensor images, int columns) {
        int count = images.shape().extent(0);
        float[] values = images.toFloats();
        int cell = EXTENT + GAP;
        BufferedImage picture = new BufferedImage(
                columns * cell - GAP, Math.ceilDiv(count, columns) * cell - GAP, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < values.length; i++) {
            int image = i / (EXTENT * EXTENT);
            int pixel = i % (EXTENT * EXTENT);
            int x = image % columns * cell + pixel % EXTENT;
            int y = image / columns * cell + pixel / EXTENT;
            picture.getRaster().setSample(x, y, 0, Math.round(values[i] * 255));
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ImageIO.write(picture, "png", file.toFile());
        } catch (IOException e) {
            throw DataException.of(file, "cannot be written", e);
        }
    }
}
