package org.chainrule.data.image;

import java.util.Optional;

/**
 * What is wanted of a folder of images.
 *
 * @param size the side of the squares that a model sees, in pixels, up to 4096; none: as most images are, and at most 64
 * @param channels 1 for grey, 3 for colour; none: colour if one of some images that are looked at is coloured
 * @param skipsBroken whether files that cannot be read are left out, and remarked; else they are refused
 * @param seed decides which images train, validate and test, if folders do not
 */
public record ImageRequest(Optional<Integer> size, Optional<Integer> channels, boolean skipsBroken, long seed) {
    /** Size and channels are seen from the images, broken ones are refused, and the seed is 1. */
    public static final ImageRequest USUAL = new ImageRequest(Optional.empty(), Optional.empty(), false, 1);

    /** No network of any use sees more at once. */
    static final int LARGEST = 4096;

    public ImageRequest {
        size.ifPresent(side -> checkSize(side));
        channels.ifPresent(count -> checkChannels(count));
    }

    static void checkSize(int size) {
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("the size is from 1 to " + LARGEST + " pixels, not " + size);
        }
    }

    static void checkChannels(int channels) {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("channels are 1 (grey) or 3 (red, green, blue), not " + channels);
        }
    }
}
