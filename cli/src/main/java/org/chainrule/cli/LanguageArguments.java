package org.chainrule.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code chainrule train} for texts. */
@SuppressWarnings("FieldMayBeFinal") // set by picocli
final class LanguageArguments {
    @Option(
            names = "--model",
            paramLabel = "NAME",
            converter = LanguageKind.Reader.class,
            description = "What learns a text: transformer or lstm (default: transformer).")
    private Optional<LanguageKind> kind = Optional.empty();

    @Option(
            names = "--width",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Its width (default: 128, of an lstm 256).")
    private Optional<Integer> width = Optional.empty();

    @Option(
            names = "--layers",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Blocks of the transformer (default: 3), or layers of the lstm (default: 1).")
    private Optional<Integer> layers = Optional.empty();

    @Option(
            names = "--heads",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Heads of the transformer's attention (default: ${DEFAULT-VALUE}).")
    private int heads = 4;

    @Option(
            names = "--length",
            paramLabel = "N",
            converter = Options.Count.class,
            description = "Characters that are seen at once (default: 128, of an lstm 64).")
    private Optional<Integer> length = Optional.empty();

    /** Whether a network is asked for. */
    boolean isGiven() {
        return kind.isPresent();
    }

    LanguageSize size() {
        LanguageKind chosen = kind.orElse(LanguageKind.TRANSFORMER);
        return new LanguageSize(
                chosen,
                width.orElse(chosen.width()),
                layers.orElse(chosen.layers()),
                heads,
                length.orElse(chosen.length()));
    }
}
