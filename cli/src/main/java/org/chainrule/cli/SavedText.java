package org.chainrule.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.cli.console.UserError;
import org.chainrule.data.DataException;
import org.chainrule.data.text.Alphabet;
import org.chainrule.data.text.UnknownCharacter;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.language.LanguageModel;
import org.chainrule.train.ModelFile;
import picocli.CommandLine.TypeConversionException;

/**
 * A language model that a run has left in its folder, and the characters that it knows.
 *
 * @param length how many characters it has seen at once
 */
record SavedText(LanguageModel<?> model, Alphabet alphabet, int length) {
    static final String ALPHABET = "alphabet.json";

    /** What is done about characters that a model has not seen. */
    static Consumer<UnknownCharacter> unknown(boolean allowed) {
        return allowed
                ? unknown -> {}
                : unknown -> {
                    throw unknown.refused(
                            "was nowhere in the text that the model has learnt; --allow-unknown leaves it out");
                };
    }

    /** Whether a run was trained on a text. */
    static boolean isAt(Path folder) {
        return Files.exists(folder.resolve(ALPHABET));
    }

    /**
     * Reads it.
     *
     * @throws DataException if a file is damaged, or is of another model
     */
    static SavedText at(Path folder, Map<String, Object> configuration) {
        Alphabet alphabet = Alphabet.read(folder.resolve(ALPHABET));
        LanguageSize size = size(folder.resolve(SavedRun.CONFIGURATION), configuration);
        return new SavedText(model(folder.resolve(SavedRun.MODEL), size, alphabet), alphabet, size.length());
    }

    private static LanguageSize size(Path file, Map<String, Object> configuration) {
        try {
            return LanguageSize.of(configuration);
        } catch (IllegalArgumentException | TypeConversionException | UserError e) {
            throw new DataException(file + ": is damaged: " + e.getMessage(), e);
        }
    }

    /** A small model of the same form is made at once; the file's tensors take the place of its own, and are tried out. */
    private static LanguageModel<?> model(Path file, LanguageSize size, Alphabet alphabet) {
        Map<String, Tensor> tensors = ModelFile.read(file);
        LanguageModel<?> form = size.smallest().model(1, RandomKey.of(0));
        Set<String> paths = Tree.named(form).keySet();
        try {
            if (tensors.keySet().equals(paths)) {
                LanguageModel<?> model = Tree.rebuild(
                        form,
                        paths.stream()
                                .map(tensors::get)
                                .filter(Objects::nonNull)
                                .toList());
                Shape logits =
                        model.apply(Tensor.of(new int[] {0, 0}, Shape.of(1, 2))).shape();
                if (model.tokens() == alphabet.size() && logits.extent(2) == alphabet.size()) {
                    return model;
                }
            }
        } catch (ShapeException | DTypeException e) {
            // told below
        }
        throw new DataException(file + ": is no " + Options.name(size.kind()) + " of " + size.layers()
                + " layers for the " + alphabet.size() + " characters of " + ALPHABET);
    }
}
