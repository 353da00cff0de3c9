package org.chainrule.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.chainrule.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.bmp", "a.tiff"})
    void coloursAreReadAsTheyAreWritten(String name) {
        int[] colours = {0xFF0000, 0x00FF00, 0x0000FF, 0x102030, 0xFFFFFF, 0};
        BufferedImage image = Painted.image(BufferedImage.TYPE_INT_RGB, 3, 2, (x, y) -> colours[3 * y + x]);
        Pixels pixels = ImageFile.read(Painted.written(home.resolve(name), image));
        assertThat(pixels.channels()).isEqualTo(3);
        assertThat(pixels.height()).isEqualTo(2);
        assertThat(pixels.width()).isEqualTo(3);
        assertThat(pixels.values())
                .isEqualTo(bytes(255, 0, 0, 16, 255, 0, 0, 255, 0, 32, 255, 0, 0, 0, 255, 48, 255, 0));
        assertThat(pixels.isGrey()).isFalse();
    }

    @Test
    void aJpegIsReadNearly() {
        BufferedImage image = Painted.image(BufferedImage.TYPE_INT_RGB, 16, 16, (x, y) -> 0xC08040);
        Pixels pixels = ImageFile.read(Painted.written(home.resolve("A.JPG"), image));
        assertThat(pixels.values()[0] & 0xFF).isBetween(188, 196);
        assertThat(pixels.values()[256] & 0xFF).isBetween(124, 132);
        assertThat(pixels.values()[512] & 0xFF).isBetween(60, 68);
    }

    @Test
    void aPaletteIsLookedUp() {
        BufferedImage image =
                Painted.image(BufferedImage.TYPE_BYTE_INDEXED, 2, 1, (x, _) -> x == 0 ? 0xFFFF9933 : 0xFF003366);
        assertThat(ImageFile.read(Painted.written(home.resolve("a.gif"), image)).values())
                .isEqualTo(bytes(255, 0, 153, 51, 51, 102));
    }

    @Test
    void greyStaysAsItIsStored() {
        for (int value : new int[] {0, 1, 77, 128, 255}) {
            Pixels pixels = ImageFile.read(Painted.grey(home.resolve(value + ".png"), 2, value));
            assertThat(pixels).extracting(Pixels::channels).isEqualTo(1);
            assertThat(pixels.values()).isEqualTo(bytes(value, value, value, value));
        }
    }

    @Test
    void sixteenBitsBecomeEight() {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 128 * 257 + 100, 65535});
        assertThat(ImageFile.read(Painted.written(home.resolve("deep.png"), image))
                        .values())
                .isEqualTo(bytes(0, 128, 255));
    }

    @Test
    void blackAndWhiteIsReadAsSuch() {
        BufferedImage image = Painted.image(BufferedImage.TYPE_BYTE_BINARY, 2, 1, (x, _) -> x == 0 ? 0 : 0xFFFFFF);
        Pixels pixels = ImageFile.read(Painted.written(home.resolve("bits.png"), image));
        assertThat(pixels.isGrey()).isTrue();
        assertThat(pixels.in(1).values()).isEqualTo(bytes(0, 255));
    }

    @Test
    void whatIsTransparentIsOnWhite() {
        int[] colours = {0x00000000, 0xFF0000FF, 0x80000000};
        BufferedImage image = Painted.image(BufferedImage.TYPE_INT_ARGB, 3, 1, (x, _) -> colours[x]);
        assertThat(ImageFile.read(Painted.written(home.resolve("clear.png"), image))
                        .values())
                .isEqualTo(bytes(255, 0, 127, 255, 0, 127, 255, 255, 127));
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                true,
                false,
                Transparency.TRANSLUCENT,
                DataBuffer.TYPE_BYTE);
        WritableRaster raster = model.createCompatibleWritableRaster(2, 1);
        raster.setPixels(0, 0, 2, 1, new int[] {10, 0, 10, 255});
        Path grey = Painted.written(home.resolve("grey.png"), new BufferedImage(model, raster, false, null));
        assertThat(ImageFile.read(grey).values()).isEqualTo(bytes(255, 10));
    }

    @Test
    void greyAndColourBecomeEachOther() {
        Pixels red = new Pixels(3, 1, 1, bytes(255, 0, 0));
        assertThat(red.in(1).values()).isEqualTo(bytes(76));
        assertThat(new Pixels(1, 1, 1, bytes(9)).in(3).values()).isEqualTo(bytes(9, 9, 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.jpg", "a.gif", "a.bmp"})
    void whatIsCutOffIsDamaged(String name) throws IOException {
        BufferedImage image = Painted.image(BufferedImage.TYPE_INT_RGB, 64, 64, (x, y) -> x * y * 1234567);
        Path file = Painted.written(home.resolve(name), image);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        told(file, "is damaged");
    }

    @Test
    void whatIsNoImageIsToldByName() throws IOException {
        told(Files.writeString(home.resolve("text.png"), "no image"), "is no image that Java reads");
        told(Files.write(home.resolve("empty.jpg"), new byte[0]), "is no image that Java reads");
        told(home.resolve("none.png"), "there is no such file");
    }

    @Test
    void anImageTooLargeForTheMemoryIsRefusedByItsHeader() throws IOException {
        byte[] png = Files.readAllBytes(Painted.grey(home.resolve("small.png"), 2, 7));
        png[16] = 0x7F; // the width's highest byte
        told(Files.write(home.resolve("large.png"), png), "pixels");
    }

    @Test
    void whatIsToBePrintedIsReadInRedGreenAndBlue() throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null);
        for (int i = 0; i < 64; i++) {
            raster.setPixel(i % 8, i / 8, new int[] {0, 255, 255, 255}); // how much ink is left out, as it is stored
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(new IIOImage(raster, null, null));
        } finally {
            writer.dispose();
        }
        Pixels cyan = ImageFile.read(Files.write(home.resolve("print.jpg"), bytes.toByteArray()));
        assertThat(cyan.channels()).isEqualTo(3);
        assertThat(cyan.values()[0] & 0xFF).isLessThan(60);
        assertThat(cyan.values()[64] & 0xFF).isGreaterThan(150);
        assertThat(cyan.values()[128] & 0xFF).isGreaterThan(200);
    }

    @Test
    void imagesAreKnownByTheirEndings() {
        assertThat(ImageFile.isNamedSo(Path.of("a", "Tom.PNG"))).isTrue();
        assertThat(ImageFile.isNamedSo(Path.of("a.jpeg"))).isTrue();
        assertThat(ImageFile.isNamedSo(Path.of("png"))).isFalse();
        assertThat(ImageFile.isNamedSo(Path.of("notes.txt"))).isFalse();
    }

    private static void told(Path file, String what) {
        assertThatThrownBy(() -> ImageFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(what)
                .message()
                .doesNotContain("\n");
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
