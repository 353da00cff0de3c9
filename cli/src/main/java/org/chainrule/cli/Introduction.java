package org.chainrule.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.Tree;
import org.chainrule.nn.Layer;
import org.chainrule.nn.Mlp;
import org.chainrule.nn.language.LanguageLstm;
import org.chainrule.nn.language.LanguageTransformer;
import org.chainrule.nn.layer.ConvNet;

/** What is said of a training before it begins. */
final class Introduction {
    private Introduction() {}

    static List<String> of(Assignment assignment) {
        List<String> lines = new ArrayList<>(assignment.dataLines());
        lines.add(modelLine(assignment.model()));
        lines.add(assignment.trainingLine());
        return lines;
    }

    /** The model in one line. */
    static String modelLine(Layer model) {
        return "model: " + form(model, "-") + ", " + parameters(model);
    }

    /** How many parameters a model has, as 12,345 parameters. */
    static String parameters(Layer model) {
        long parameters = Tree.leaves(model).stream()
                .mapToLong(leaf -> leaf.shape().size())
                .sum();
        return String.format(Locale.ROOT, "%,d parameters", parameters);
    }

    /** What a model is made of, short. */
    static String form(Layer model, String between) {
        return switch (model) {
            case Mlp perceptron -> widths(perceptron, between) + ", " + Options.name(perceptron.activation());
            case LanguageTransformer transformer ->
                "transformer, " + counted(transformer.blocks().size(), "block") + " of width "
                        + transformer.next().weight().shape().extent(0) + ", "
                        + transformer.blocks().getFirst().attention().heads() + " heads";
            case LanguageLstm lstm ->
                "lstm, " + counted(lstm.lstm().layers().size(), "layer") + " of width "
                        + lstm.next().weight().shape().extent(0);
            case ConvNet network ->
                "convolutions of "
                        + network.widths().stream().map(String::valueOf).collect(Collectors.joining(between))
                        + " channels, relu";
            default -> model.getClass().getSimpleName();
        };
    }

    /** So many of a thing. */
    static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** The widths of all layers, from the input on. */
    private static String widths(Mlp model, String between) {
        return Stream.concat(
                        Stream.of(model.layers().getFirst().weight().shape().extent(0)),
                        model.layers().stream()
                                .map(layer -> layer.weight().shape().extent(1)))
                .map(String::valueOf)
                .collect(Collectors.joining(between));
    }
}
