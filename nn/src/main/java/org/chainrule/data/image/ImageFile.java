package org.chainrule.data.image;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.chainrule.data.DataException;

/**
 * Image files, read by Java's ImageIO: PNG, JPEG, GIF (its first frame), BMP, TIFF, and what plug-ins on the class path add. Transparent
 * pixels are shown on white, 16 bits become 8, colours of other profiles, and CMYK, sRGB. How a camera was held (EXIF) is not looked at.
 */
final class ImageFile {
    private static final int MOST_PIXELS = 1 << 28;
    private static final int WHITE = 255;
    private static final String DAMAGED = "is damaged, or of a kind that Java does not read";

    private static final Set<String> ENDINGS = Arrays.stream(ImageIO.getReaderFileSuffixes())
            .filter(ending -> !ending.isEmpty())
            .map(ending -> ending.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private ImageFile() {}

    /** Whether a file is named as images are. */
    static boolean isNamedSo(Path file) {
        String name = String.valueOf(file.getFileName());
        int point = name.lastIndexOf('.');
        return point >= 0 && ENDINGS.contains(name.substring(point + 1).toLowerCase(Locale.ROOT));
    }

    /**
     * The image in a file, grey if it is stored so.
     *
     * @throws DataException if it is none, or damaged, or of a kind that ImageIO does not read
     */
    static Pixels read(Path file) {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw DataException.of(file, "cannot be read", e);
        }
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new DataException(file + ": is no image that Java reads, whatever its name says");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                return read(reader, file);
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw DataException.of(file, DAMAGED, e);
        }
    }

    private static Pixels read(ImageReader reader, Path file) throws IOException {
        try {
            long size = (long) reader.getWidth(0) * reader.getHeight(0);
            if (size > MOST_PIXELS) {
                throw new DataException(file + ": is of " + reader.getWidth(0) + "×" + reader.getHeight(0) + " pixels; "
                        + MOST_PIXELS + " in all are the most");
            }
            reader.addIIOReadWarningListener((_, warning) -> {
                // without this the rest of a JPEG that was cut off would be grey
                if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                    throw new DataException(file + ": is damaged: it ends within its image");
                }
            });
            return pixels(reader.read(0));
        } catch (DataException e) {
            throw e;
        } catch (RuntimeException e) {
            // ImageIO's readers meet damage with exceptions of any kind
            throw new DataException(file + ": " + DAMAGED + ": " + e, e);
        }
    }

    private static Pixels pixels(BufferedImage image) {
        boolean isGrey = !(image.getColorModel() instanceof IndexColorModel)
                && image.getRaster().getNumBands() <= 2;
        return isGrey ? grey(image) : coloured(image);
    }

    /** The samples as they are stored: Java takes them for linear light, and would brighten them. */
    private static Pixels grey(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        Raster raster = image.getRaster();
        int most = (1 << image.getColorModel().getComponentSize(0)) - 1;
        byte[] values = new byte[height * width];
        int[] samples = new int[width];
        int[] opacities = new int[width];
        Arrays.fill(opacities, most);
        for (int y = 0; y < height; y++) {
            raster.getSamples(0, y, width, 1, 0, samples);
            if (raster.getNumBands() == 2) {
                raster.getSamples(0, y, width, 1, 1, opacities);
            }
            for (int x = 0; x < width; x++) {
                int value = scaled(samples[x], most);
                values[y * width + x] = (byte) onWhite(value, scaled(opacities[x], most));
            }
        }
        return new Pixels(1, height, width, values);
    }

    private static int scaled(int sample, int most) {
        return most == WHITE ? sample : (int) (((long) sample * WHITE + most / 2) / most);
    }

    private static Pixels coloured(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int area = height * width;
        byte[] values = new byte[3 * area];
        int[] row = new int[width];
        BufferedImage standard = standard(image);
        for (int y = 0; y < height; y++) {
            standard.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int opacity = row[x] >>> 24;
                for (int channel = 0; channel < 3; channel++) {
                    int value = row[x] >> (16 - 8 * channel) & 0xFF;
                    values[channel * area + y * width + x] = (byte) onWhite(value, opacity);
                }
            }
        }
        return new Pixels(3, height, width, values);
    }

    /** In sRGB: drawn, as to convert pixel by pixel takes much longer. */
    private static BufferedImage standard(BufferedImage image) {
        if (image.getColorModel().getColorSpace().isCS_sRGB()) {
            return image;
        }
        BufferedImage result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = result.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return result;
    }

    private static int onWhite(int value, int opacity) {
        return (value * opacity + WHITE * (WHITE - opacity) + WHITE / 2) / WHITE;
    }
}
