package org.chainrule.data.image;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.data.Batch;
import org.chainrule.data.DataException;
import org.chainrule.data.Dataset;
import org.chainrule.graph.Shape;

/**
 * Image files with class labels, read when a batch asks for them; small ones are kept, as far as a quarter of the memory goes. Each is the
 * largest square in its middle, resampled to one size. Batches are float32 [batch, channels, size, size] from 0 to 1, and int32 labels.
 */
public final class ImageFiles implements Dataset {
    private final ImageStore store;
    private final int[] places;
    private final int[] labels;

    ImageFiles(ImageStore store, int[] places, int[] labels) {
        this.store = store;
        this.places = places;
        this.labels = labels;
    }

    /**
     * @param labels a class number for each file
     * @param size the side of the squares in pixels
     * @param channels 1 for grey, 3 for red, green and blue
     */
    public static ImageFiles of(List<Path> files, List<Integer> labels, int size, int channels) {
        ImageRequest.checkChannels(channels);
        if (files.size() != labels.size()) {
            throw new IllegalArgumentException(files.size() + " files, but " + labels.size() + " labels");
        }
        return new ImageFiles(
                new ImageStore(files, size, channels),
                IntStream.range(0, files.size()).toArray(),
                labels.stream().mapToInt(label -> label).toArray());
    }

    /**
     * The images in a folder, and in those below it, in the order of their names.
     *
     * @throws DataException if it cannot be read
     */
    public static List<Path> below(Path folder) {
        return ClassFolders.files(folder).stream().filter(ImageFile::isNamedSo).toList();
    }

    @Override
    public int size() {
        return places.length;
    }

    /** The file of an example. */
    public Path file(int number) {
        return store.files().get(places[number]);
    }

    /** The class number of an example. */
    public int label(int number) {
        return labels[number];
    }

    /** @throws DataException if a file cannot be read, or is no image */
    @Override
    public Batch batch(int... numbers) {
        requireExamples(numbers);
        int values = store.channels() * store.size() * store.size();
        float[] inputs = new float[numbers.length * values];
        int[] targets = new int[numbers.length];
        IntStream.range(0, numbers.length).parallel().forEach(i -> {
            byte[] bytes = store.values(places[numbers[i]]);
            for (int v = 0; v < values; v++) {
                inputs[i * values + v] = (bytes[v] & 0xFF) / 255f;
            }
            targets[i] = labels[numbers[i]];
        });
        Shape shape = Shape.of(numbers.length, store.channels(), store.size(), store.size());
        return new Batch(Tensor.of(inputs, shape), Tensor.of(targets));
    }
}
