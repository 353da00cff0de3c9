package org.chainrule.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.Compiled;
import org.chainrule.Tensor;
import org.chainrule.cli.console.UserError;
import org.chainrule.data.Dataset;
import org.chainrule.data.Shuffle;
import org.chainrule.data.image.ImageFiles;
import org.chainrule.data.image.ImagePreparation;
import org.chainrule.nn.Layer;
import org.chainrule.threads.Workers;

/** Images, each with its class and how probable that is. They are read some at a time. */
record ImagePredictions(Layer network, ImagePreparation preparation, List<Path> images) implements Predictions {
    /** @param files images, and folders in which and below which there are some */
    static ImagePredictions of(SavedRun saved, List<Path> files) {
        List<Path> images = files.stream()
                .flatMap(file -> Files.isDirectory(file) ? ImageFiles.below(file).stream() : Stream.of(file))
                .toList();
        if (images.isEmpty()) {
            throw new UserError(files.getFirst() + ": has no image in it");
        }
        return new ImagePredictions(saved.model(), saved.imagePreparation(), images);
    }

    @Override
    public void write(CsvWriter to, Workers workers) {
        Dataset inputs = preparation.of(images);
        Compiled<Tensor, Tensor> function = Compiled.on(workers, network::apply);
        to.writeRecord("file", "class", "probability");
        for (int[] numbers : Shuffle.inOrder(images.size(), ImageOptions.atOnce(preparation))) {
            Tensor logits = function.apply(inputs.batch(numbers).inputs());
            for (int i = 0; i < numbers.length; i++) {
                float[] scores = logits.slice(0, i, i + 1).toFloats();
                to.writeRecord(
                        images.get(numbers[i]).toString(),
                        preparation.classes().get(Answers.best(scores)),
                        Float.toString((float) Answers.probability(scores)));
            }
        }
    }
}
