package org.chainrule.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.nn.Activation;
import org.chainrule.optim.Constant;
import org.chainrule.regularization.L2;
import org.chainrule.train.Settings;

/** What {@code chainrule train mnist} was asked for. */
record MnistOptions(
        int epochs,
        int batch,
        double rate,
        OptimizerChoice optimizer,
        List<Integer> hidden,
        Activation activation,
        double l2,
        long seed,
        int threads,
        Optional<Path> data) {
    MnistOptions {
        hidden = List.copyOf(hidden);
    }

    Settings settings() {
        return Settings.classification(epochs)
                .with(optimizer.optimizer(), new Constant(rate))
                .withPenalty(new L2(l2))
                .withBatch(batch)
                .withSeed(seed);
    }

    /** The widths of all layers, from the pixels to the classes. */
    List<Integer> widths(int pixels, int classes) {
        List<Integer> widths = new ArrayList<>(hidden);
        widths.addFirst(pixels);
        widths.addLast(classes);
        return widths;
    }

    String dataName() {
        return data.map(Path::toString).orElse("MNIST");
    }

    /** The options by name, as they stand in files. */
    Map<String, Object> configuration() {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("data", dataName());
        configuration.put("hidden", hidden);
        configuration.put("activation", Options.name(activation));
        configuration.put("optimizer", optimizer.toString());
        configuration.put("rate", rate);
        configuration.put("batch", batch);
        configuration.put("epochs", epochs);
        configuration.put("l2", l2);
        configuration.put("seed", seed);
        configuration.put("threads", threads);
        return configuration;
    }
}
