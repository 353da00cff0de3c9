package org.chainrule.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.RandomKey;
import org.chainrule.cli.console.UserError;
import org.chainrule.data.Json;
import org.chainrule.graph.ShapeException;
import org.chainrule.nn.language.LanguageModel;

/**
 * A network that learns a language, and how large it is.
 *
 * @param layers of an LSTM, or blocks of a transformer
 * @param heads of a transformer
 * @param length how many characters are seen at once in training
 */
record LanguageSize(LanguageKind kind, int width, int layers, int heads, int length) {
    LanguageSize {
        if (kind == LanguageKind.TRANSFORMER && width % (2 * heads) != 0) {
            throw new UserError("--width " + width + " is no multiple of " + 2 * heads + ", twice the --heads; "
                    + (width / (2 * heads) + 1) * 2 * heads + " is");
        }
    }

    /** A new network; the user is told if no array could hold it. */
    LanguageModel<?> model(int characters, RandomKey key) {
        try {
            return kind.model(characters, this, key);
        } catch (ShapeException e) {
            throw new UserError("a network of width " + width + " is too large: " + e.getMessage());
        }
    }

    /** The same as narrow as can be. */
    LanguageSize smallest() {
        return new LanguageSize(kind, 2 * heads, layers, heads, length);
    }

    /** As it stands in files. */
    Map<String, Object> configuration() {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("model", Options.name(kind));
        configuration.put("width", width);
        configuration.put("layers", layers);
        if (kind == LanguageKind.TRANSFORMER) {
            configuration.put("heads", heads);
        }
        configuration.put("length", length);
        return configuration;
    }

    /**
     * As it stood in a file.
     *
     * @throws IllegalArgumentException if it did not
     */
    static LanguageSize of(Map<String, Object> configuration) {
        LanguageKind kind = Options.named(LanguageKind.class, Json.get(configuration, "model", String.class));
        return new LanguageSize(
                kind,
                count(configuration, "width"),
                count(configuration, "layers"),
                kind == LanguageKind.TRANSFORMER ? count(configuration, "heads") : 1,
                count(configuration, "length"));
    }

    private static int count(Map<String, Object> configuration, String name) {
        long count = Json.get(configuration, name, Long.class);
        if (count < 1 || count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " is " + count);
        }
        return (int) count;
    }
}
