package org.chainrule.data.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.chainrule.data.DataException;
import org.chainrule.data.Dataset;
import org.chainrule.data.Part;

/**
 * A folder of images as a model learns from it. Each class is a folder; folders {@code train}, {@code val} and {@code test} may stand above
 * them. What has no folder is cut from what there is to train on: 15 % of each class to validate, 20 % to test.
 *
 * <pre>{@code
 * ImageData pets = ImageData.read(Path.of("pets"), ImageRequest.USUAL);
 * Dataset training = pets.prepared(new Augmented(pets.training(), Augmentation.photo()));
 * Trainer.of(settings).fit(model, training, pets.prepared(pets.validation()));
 * }</pre>
 *
 * @param training images from 0 to 1, as all parts; a model takes them prepared
 * @param remarks what a user should know: files and classes left out, and why
 */
public record ImageData(
        ImagePreparation preparation,
        ImageFiles training,
        ImageFiles validation,
        ImageFiles test,
        List<String> remarks) {
    public ImageData {
        remarks = List.copyOf(remarks);
    }

    /** Reads a folder, telling nobody of progress. */
    public static ImageData read(Path folder, ImageRequest request) {
        return read(folder, request, (_, _) -> {});
    }

    /** Is told how many images have been read, of how many. */
    @FunctionalInterface
    public interface Progress {
        void at(int done, int all);
    }

    /**
     * Reads a folder: every image once, so that broken ones are known before any work. What fits into a quarter of the memory is kept.
     *
     * @throws DataException if there is no such folder, it has fewer than two classes, a part has no image, or a file is broken
     */
    public static ImageData read(Path folder, ImageRequest request, Progress progress) {
        FolderScan scan = FolderScan.of(folder, request.seed());
        List<Path> files = scan.files().stream().map(LabelledFile::file).toList();
        ImageSurvey survey = ImageSurvey.of(files);
        ImageStore store = new ImageStore(
                files,
                request.size().orElseGet(survey::size),
                request.channels().orElseGet(survey::channels));
        IntConsumer done = read -> progress.at(read, files.size());
        FirstReading reading = FirstReading.of(store, scan.files(), done);
        List<String> remarks = new ArrayList<>(scan.remarks());
        told(reading.broken(), request.skipsBroken(), remarks);
        ImageFiles training = part(Part.TRAINING, "train on", folder, scan, reading, store);
        return new ImageData(
                new ImagePreparation(
                        store.size(), store.channels(), reading.mean(), reading.deviation(), scan.classes()),
                training,
                part(Part.VALIDATION, "validate", folder, scan, reading, store),
                part(Part.TEST, "test", folder, scan, reading, store),
                remarks);
    }

    private static void told(List<DataException> broken, boolean areSkipped, List<String> remarks) {
        if (broken.isEmpty()) {
            return;
        }
        String first = String.valueOf(broken.getFirst().getMessage());
        String more = broken.size() == 1 ? "" : ", and " + (broken.size() - 1) + " more are broken";
        if (!areSkipped) {
            throw new DataException(
                    first + more + "; repair or remove what is broken, or skip it (skipsBroken, --skip-broken)",
                    broken.getFirst());
        }
        remarks.add("broken, and left out: " + first + more);
    }

    private static ImageFiles part(
            Part part, String what, Path folder, FolderScan scan, FirstReading reading, ImageStore store) {
        List<Integer> places = reading.whole().stream()
                .filter(i -> scan.files().get(i).part() == part)
                .toList();
        if (places.isEmpty()) {
            throw new DataException(folder + ": no image is left to " + what
                    + "; each class needs three at least, and better a hundred");
        }
        return new ImageFiles(
                store,
                places.stream().mapToInt(i -> i).toArray(),
                places.stream().mapToInt(i -> scan.files().get(i).label()).toArray());
    }

    /** Images as a model takes them. */
    public Dataset prepared(Dataset images) {
        return preparation.of(images);
    }
}
