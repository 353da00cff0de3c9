package org.chainrule.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.chainrule.RandomKey;
import org.chainrule.data.DataException;
import org.chainrule.data.text.Alphabet;
import org.chainrule.data.text.UnknownCharacter;
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
        try {
            LanguageSize size = LanguageSize.of(configuration);
            LanguageModel<?> form = size.model(alphabet.size(), RandomKey.of(0));
            return new SavedText(ModelFile.load(form, folder.resolve(SavedRun.MODEL)), alphabet, size.length());
        } catch (IllegalArgumentException | TypeConversionException e) {
            throw new DataException(folder.resolve(SavedRun.CONFIGURATION) + ": is damaged: " + e.getMessage(), e);
        }
    }
}
