package org.chainrule.data.image;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.arguments.Arguments;
import org.chainrule.data.DataException;
import org.chainrule.data.Dataset;
import org.chainrule.data.Json;

/**
 * How image files become a model's inputs, and its outputs classes: learnt from the training images, kept with the model.
 *
 * @param size the side of the squares in pixels
 * @param channels 1 for grey, 3 for red, green and blue
 * @param mean of each channel's values, which are from 0 to 1
 * @param deviation of each channel's values, above 0
 * @param classes their names; a class's number is its place
 */
public record ImagePreparation(
        int size, int channels, List<Double> mean, List<Double> deviation, List<String> classes) {
    /** The largest side in pixels. */
    public static final int LARGEST = ImageRequest.LARGEST;

    public ImagePreparation {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        classes = List.copyOf(classes);
        ImageRequest.checkSize(size);
        ImageRequest.checkChannels(channels);
        if (mean.size() != channels || deviation.size() != channels) {
            throw new IllegalArgumentException(
                    channels + " channels have as many means and deviations, not " + mean + " and " + deviation);
        }
        mean.forEach(value -> Arguments.finite("a mean", value));
        deviation.forEach(value -> Arguments.positive("a deviation", value));
        if (classes.size() < 2) {
            throw new IllegalArgumentException("the classes " + classes + " leave nothing to choose");
        }
        if (classes.stream().distinct().count() < classes.size()) {
            throw new IllegalArgumentException("of the classes " + classes + " two have one name");
        }
    }

    /**
     * Images as a model takes them: (value − mean)/deviation in each channel.
     *
     * @param images float32 [batch, channels, size, size] from 0 to 1
     */
    public Dataset of(Dataset images) {
        return new Standardized(images, this);
    }

    /** Files of unknown class. They are read when they are asked for, a batch at a time. */
    public Dataset of(List<Path> files) {
        return of(ImageFiles.of(files, Collections.nCopies(files.size(), 0), size, channels));
    }

    /**
     * The images of a folder with folders of these classes; of a folder with such a folder {@code test}, those of it alone.
     *
     * @throws DataException if it has no image, or a class that is none of these
     */
    public ImageFiles in(Path folder) {
        return KnownClasses.in(folder, this);
    }

    /** The preparation as JSON. */
    public String toJson() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("size", size);
        map.put("channels", channels);
        map.put("mean", mean);
        map.put("deviation", deviation);
        map.put("classes", classes);
        return Json.of(map);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws DataException if the file is damaged
     */
    public static ImagePreparation read(Path file) {
        return Json.read(
                file,
                map -> new ImagePreparation(
                        whole(map, "size"),
                        whole(map, "channels"),
                        numbers(map, "mean"),
                        numbers(map, "deviation"),
                        Json.list(map, "classes", String.class)));
    }

    private static int whole(Map<String, Object> map, String name) {
        return Math.clamp(Json.get(map, name, Long.class), 0, Integer.MAX_VALUE);
    }

    private static List<Double> numbers(Map<String, Object> map, String name) {
        return Json.list(map, name, Number.class).stream()
                .map(Number::doubleValue)
                .toList();
    }
}
