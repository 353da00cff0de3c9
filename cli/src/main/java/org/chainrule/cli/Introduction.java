package org.chainrule.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.Tree;
import org.chainrule.data.Mnist;
import org.chainrule.nn.Mlp;

/** What is said of a training before it begins. */
final class Introduction {
    private Introduction() {}

    static List<String> of(MnistOptions options, Mnist data, Mlp model) {
        long parameters = Tree.leaves(model).stream()
                .mapToLong(leaf -> leaf.shape().size())
                .sum();
        return List.of(
                String.format(
                        Locale.ROOT,
                        "data: %s, %,d images to train on, %,d to validate, %,d to test",
                        options.dataName(),
                        data.training().size(),
                        data.validation().size(),
                        data.test().size()),
                String.format(
                        Locale.ROOT,
                        "model: %s, %s, %,d parameters",
                        layers(model, "-"),
                        Options.name(options.activation()),
                        parameters),
                String.format(
                        Locale.ROOT,
                        "training: %s at %s, %s, batches of %d, seed %d",
                        options.optimizer(),
                        options.rate(),
                        options.scheduleName(),
                        options.batch(),
                        options.seed()));
    }

    /** The widths of all layers, from the input on. */
    static String layers(Mlp model, String between) {
        return Stream.concat(
                        Stream.of(model.layers().getFirst().weight().shape().extent(0)),
                        model.layers().stream()
                                .map(layer -> layer.weight().shape().extent(1)))
                .map(String::valueOf)
                .collect(Collectors.joining(between));
    }
}
