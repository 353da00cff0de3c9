package org.chainrule.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.Tensor;
import org.chainrule.cli.console.UserError;
import org.chainrule.data.DataException;
import org.chainrule.data.Json;
import org.chainrule.data.image.ImagePreparation;
import org.chainrule.data.table.Preparation;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Mlp;
import org.chainrule.train.ModelFile;
import picocli.CommandLine.TypeConversionException;

/** A model that a run has left in its folder. */
record SavedRun(Path folder, Layer model, Map<String, Object> configuration) {
    static final String MODEL = "model.safetensors";
    static final String CONFIGURATION = "config.json";
    static final String PREPARATION = "preparation.json";
    static final String IMAGES = "images.json";

    /**
     * Reads a run folder.
     *
     * @throws UserError if it is none, or its training has left no model yet
     * @throws DataException if a file of it is damaged
     */
    static SavedRun at(Path folder) {
        if (!Files.exists(folder.resolve(CONFIGURATION))) {
            throw new UserError(folder + " is no run folder, which train writes");
        }
        Map<String, Object> configuration = Json.read(folder.resolve(CONFIGURATION), map -> map);
        if (!configuration.containsKey("result") && !Files.exists(folder.resolve(MODEL))) {
            throw new UserError(folder + " has no model yet, as its training was ended before it saved one; go on with "
                    + Resumption.line(folder));
        }
        return new SavedRun(folder, model(folder, configuration), configuration);
    }

    private static Layer model(Path folder, Map<String, Object> configuration) {
        if (SavedText.isAt(folder)) {
            return SavedText.at(folder, configuration).model();
        }
        Path file = folder.resolve(MODEL);
        Map<String, Tensor> tensors = ModelFile.read(file);
        if (!Files.exists(folder.resolve(IMAGES))) {
            return perceptron(folder, tensors, configuration);
        }
        ImagePreparation preparation = ImagePreparation.read(folder.resolve(IMAGES));
        if (ImageNetwork.isAmong(tensors)) {
            return ImageNetwork.of(file, tensors, preparation);
        }
        Mlp perceptron = perceptron(folder, tensors, configuration);
        checkWidths(
                folder,
                perceptron,
                preparation.channels() * preparation.size() * preparation.size(),
                preparation.classes().size());
        return perceptron;
    }

    private static Mlp perceptron(Path folder, Map<String, Tensor> tensors, Map<String, Object> configuration) {
        try {
            Activation activation = Options.named(Activation.class, String.valueOf(configuration.get("activation")));
            return perceptron(folder.resolve(MODEL), tensors, activation);
        } catch (TypeConversionException e) {
            throw new DataException(folder.resolve(CONFIGURATION) + ": is damaged: " + e.getMessage(), e);
        }
    }

    /** The perceptron whose tensors a file holds. */
    private static Mlp perceptron(Path file, Map<String, Tensor> tensors, Activation activation) {
        List<Dense> layers = new ArrayList<>();
        for (int i = 0; tensors.containsKey("layers." + i + ".weight"); i++) {
            Tensor weight = tensors.get("layers." + i + ".weight");
            Tensor bias = tensors.get("layers." + i + ".bias");
            boolean fits = weight != null
                    && bias != null
                    && weight.dtype() == DType.FLOAT32
                    && bias.dtype() == DType.FLOAT32
                    && weight.shape().rank() == 2
                    && (i == 0
                            || weight.shape().extent(0)
                                    == layers.getLast().bias().shape().extent(0))
                    && bias.shape().equals(Shape.of(weight.shape().extent(1)));
            if (weight == null || bias == null || !fits) {
                throw new DataException(file + ": its layer " + i + " is none of a perceptron");
            }
            layers.add(new Dense(weight, bias));
        }
        if (layers.isEmpty() || tensors.size() != 2 * layers.size()) {
            throw new DataException(file + ": holds " + tensors.keySet() + ", which is no perceptron");
        }
        return new Mlp(layers, activation);
    }

    /** Whether it was trained on a text. */
    boolean isOfText() {
        return SavedText.isAt(folder);
    }

    /** The language model that it is. */
    SavedText text() {
        if (!isOfText()) {
            throw new UserError(folder + " holds no model of a text; train FILE.txt makes one");
        }
        return SavedText.at(folder, configuration);
    }

    /** Whether it was trained on a table. */
    boolean isOfTable() {
        return Files.exists(folder.resolve(PREPARATION));
    }

    /** Whether it was trained on images, and says how others become its inputs. */
    boolean isOfImages() {
        return Files.exists(folder.resolve(IMAGES));
    }

    /** How its images were made inputs. */
    ImagePreparation imagePreparation() {
        return ImagePreparation.read(folder.resolve(IMAGES));
    }

    /** How its rows were made inputs. */
    Preparation preparation() {
        if (isOfText()) {
            throw new UserError(folder + " holds a model of a text; sample writes with it, and evaluate reads with it");
        }
        if (!isOfTable() || !(model instanceof Mlp perceptron)) {
            throw new UserError(folder + " holds a model of MNIST that says not how images become its inputs; "
                    + "it is of an older version, or of images that are no squares: train it anew");
        }
        Preparation preparation = Preparation.read(folder.resolve(PREPARATION));
        checkWidths(
                folder, perceptron, preparation.inputs(), preparation.target().outputs());
        return preparation;
    }

    private static void checkWidths(Path folder, Mlp perceptron, int prepared, int wanted) {
        int inputs = perceptron.layers().getFirst().weight().shape().extent(0);
        int outputs = perceptron.layers().getLast().bias().shape().extent(0);
        if (prepared != inputs || wanted != outputs) {
            throw new DataException(folder + ": the model is from " + inputs + " inputs to " + outputs
                    + " outputs, but the preparation from " + prepared + " to " + wanted);
        }
    }
}
