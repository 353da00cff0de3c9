package org.chainrule.cli;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.chainrule.data.text.Alphabet;
import org.chainrule.data.text.Corpus;
import org.chainrule.nn.language.LanguageModel;
import org.chainrule.nn.language.TokenSampling;
import org.chainrule.nn.language.Writing;
import org.chainrule.threads.Workers;

/** Writes texts with a language model. */
record Author(LanguageModel<?> model, Alphabet alphabet, Workers workers) {
    /** How texts are written if nobody says how. */
    static final double TEMPERATURE = 0.8;

    /**
     * Goes on with a text; an empty one begins with a line.
     *
     * @param reader is given each character, and tells whether to go on
     */
    void write(Corpus prompt, int count, TokenSampling sampling, long seed, IntPredicate reader) {
        Writing<?> writing = Writing.of(model, workers);
        writing.read(
                prompt.size() == 0
                        ? new int[] {alphabet.number('\n').orElse(0)}
                        : prompt.numbers().toArray());
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count && reader.test(alphabet.character(writing.write(sampling, random))); i++) {}
    }

    /** A text of its own. */
    String written(int count, long seed) {
        StringBuilder text = new StringBuilder();
        Corpus nothing = Corpus.of("", "", alphabet, unknown -> {});
        write(nothing, count, new TokenSampling(TEMPERATURE), seed, character -> {
            text.appendCodePoint(character);
            return true;
        });
        return text.toString();
    }
}
