package org.chainrule.cli;

import java.util.Optional;
import org.chainrule.data.image.ImageRequest;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code chainrule train} for folders of images. */
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class ImageArguments {
    @Option(
            names = "--size",
            paramLabel = "N",
            converter = SideReader.class,
            description = "Side in pixels of what the network sees (default: that of most images, at most 64).")
    private Optional<Integer> size = Optional.empty();

    @Option(
            names = "--colours",
            paramLabel = "NAME",
            converter = ColoursReader.class,
            description = "grey or rgb (default: seen from the images).")
    private Optional<Colours> colours = Optional.empty();

    @Option(
            names = "--channels",
            paramLabel = "N",
            converter = Options.Count.class,
            description =
                    "Channels of the first convolution, twice as many in each after it (default: ${DEFAULT-VALUE}).")
    private int channels = ImageOptions.CHANNELS;

    @Option(
            names = "--augment",
            paramLabel = "NAME",
            converter = AugmentChoice.Reader.class,
            description = {
                "How images vary in training: photo (mirrored, cropped, turned, lighter or darker), drawing (moved, turned, resized)",
                "or none (default: photo for coloured images, drawing for grey ones)."
            })
    private Optional<AugmentChoice> augment = Optional.empty();

    @Option(names = "--skip-broken", description = "Leave files out that cannot be read, and tell how many.")
    private boolean skipsBroken;

    /** What is stored of a pixel. */
    enum Colours {
        GREY(1),
        RGB(3);

        private final int channels;

        Colours(int channels) {
            this.channels = channels;
        }
    }

    ImageRequest request(long seed) {
        return new ImageRequest(size, colours.map(chosen -> chosen.channels), skipsBroken, seed);
    }

    int channels() {
        return channels;
    }

    Optional<AugmentChoice> augment() {
        return augment;
    }

    /** Reads the side of images. */
    static final class SideReader implements ITypeConverter<Integer> {
        private static final int LEAST = 8;
        private static final int MOST = 1024;

        @Override
        public Integer convert(String text) {
            int side = new Options.Count().convert(text);
            if (side < LEAST || side > MOST) {
                throw new TypeConversionException("'" + text + "' is not from " + LEAST + " to " + MOST);
            }
            return side;
        }
    }

    /** Reads the name of what is stored of a pixel. */
    static final class ColoursReader implements ITypeConverter<Colours> {
        @Override
        public Colours convert(String text) {
            return Options.named(Colours.class, text);
        }
    }
}
