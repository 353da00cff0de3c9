package org.chainrule.cli;

import org.chainrule.RandomKey;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.language.LanguageLstm;
import org.chainrule.nn.language.LanguageModel;
import org.chainrule.nn.language.LanguageTransformer;
import picocli.CommandLine.ITypeConverter;

/** Networks that learn a language, each with the size and the rate that were best on Moby-Dick within some minutes. */
enum LanguageKind {
    // spotless:off
    //         width layers length rate
    TRANSFORMER(128, 3, 128, 0.004),
    LSTM       (256, 1,  64, 0.005);
    // spotless:on

    private final int width;
    private final int layers;
    private final int length;
    private final double rate;

    LanguageKind(int width, int layers, int length, double rate) {
        this.width = width;
        this.layers = layers;
        this.length = length;
        this.rate = rate;
    }

    int width() {
        return width;
    }

    int layers() {
        return layers;
    }

    /** How many characters are seen at once. */
    int length() {
        return length;
    }

    /** The highest learning rate. */
    double rate() {
        return rate;
    }

    /** A network of this kind for so many different characters. */
    LanguageModel<?> model(int characters, LanguageSize size, RandomKey key) {
        return switch (this) {
            case TRANSFORMER ->
                LanguageTransformer.of(characters, size.width(), size.heads(), size.layers(), size.length(), key);
            case LSTM -> LanguageLstm.of(characters, size.width(), size.layers(), key);
        };
    }

    /** The same network with dropout. */
    static LanguageModel<?> with(Dropout dropout, LanguageModel<?> model) {
        return switch (model) {
            case LanguageTransformer transformer -> transformer.with(dropout);
            case LanguageLstm lstm -> lstm.with(dropout);
        };
    }

    /** Reads the name of a kind. */
    static final class Reader implements ITypeConverter<LanguageKind> {
        @Override
        public LanguageKind convert(String text) {
            return Options.named(LanguageKind.class, text);
        }
    }
}
