package org.chainrule.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.cli.console.UserError;
import org.chainrule.data.DataException;
import org.chainrule.data.image.ImagePreparation;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.layer.ConvNet;
import org.chainrule.train.ModelFile;

/** The convolutional network of a folder of images. */
final class ImageNetwork {
    private static final Dropout DROPOUT = new Dropout(0.2);

    private ImageNetwork() {}

    /**
     * A new one; the user is told if no array could hold it.
     *
     * @param first the channels after its first block
     */
    static ConvNet of(ImagePreparation preparation, int first, long seed) {
        try {
            return of(preparation, ConvNet.widths(preparation.size(), first), RandomKey.of(seed));
        } catch (ShapeException e) {
            throw new UserError("a network of " + first + " channels at first is too large: " + e.getMessage());
        }
    }

    private static ConvNet of(ImagePreparation preparation, List<Integer> widths, RandomKey key) {
        return ConvNet.of(preparation.channels(), widths, preparation.classes().size(), DROPOUT, key);
    }

    /** Whether tensors by their names are those of such a network. */
    static boolean isAmong(Map<String, Tensor> tensors) {
        return tensors.containsKey(bias(0));
    }

    /**
     * The one whose tensors a file holds.
     *
     * @throws DataException if the file is damaged, or its tensors are not those of such a network
     */
    static ConvNet of(Path file, Map<String, Tensor> tensors, ImagePreparation preparation) {
        List<Integer> widths = new ArrayList<>();
        for (Tensor bias = tensors.get(bias(0)); bias != null; bias = tensors.get(bias(widths.size()))) {
            widths.add(bias.shape().size());
        }
        if (preparation.size() >> widths.size() == 0) {
            throw new DataException(file + ": halves images " + widths.size() + " times, which those of "
                    + preparation.size() + " pixels a side are too small for");
        }
        return ModelFile.load(of(preparation, widths, RandomKey.of(1)), file);
    }

    private static String bias(int block) {
        return "blocks." + block + ".norm.bias";
    }
}
