package org.chainrule.data.image;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.data.DataException;

/**
 * What some of the images are like.
 *
 * @param side the median of the shorter sides in pixels
 * @param coloured whether one has a colour
 */
record ImageSurvey(int side, boolean coloured) {
    private static final int LOOKED_AT = 64;
    private static final int LARGEST = 64;
    private static final int SMALLEST = 8;

    private record Look(int side, boolean coloured) {}

    /** Looks at some, evenly spread; broken ones are passed over here. */
    static ImageSurvey of(List<Path> files) {
        int count = Math.min(LOOKED_AT, files.size());
        List<Look> looks = IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> look(files.get((int) ((long) i * files.size() / count))))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(Look::side))
                .toList();
        return looks.isEmpty()
                ? new ImageSurvey(LARGEST, true)
                : new ImageSurvey(
                        looks.get(looks.size() / 2).side(), looks.stream().anyMatch(Look::coloured));
    }

    private static Optional<Look> look(Path file) {
        try {
            Pixels image = ImageFile.read(file);
            return Optional.of(new Look(Math.min(image.height(), image.width()), !image.isGrey()));
        } catch (DataException e) {
            return Optional.empty();
        }
    }

    /** The side that a model is to see: small images as they are, large ones at most 64 pixels. */
    int size() {
        return Math.clamp(side, SMALLEST, LARGEST);
    }

    int channels() {
        return coloured ? 3 : 1;
    }
}
