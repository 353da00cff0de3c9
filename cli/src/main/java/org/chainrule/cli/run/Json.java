package org.chainrule.cli.run;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;

/** Settings as JSON: maps, lists, texts, numbers, truth values. */
public final class Json {
    private static final JsonFactory JSON = new JsonFactory();

    private Json() {}

    /** A document, one entry a line. */
    public static String of(Map<String, ?> settings) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(new Indented(), out)) {
            write(json, settings);
        }
        return out.append('\n').toString();
    }

    private static void write(JsonGenerator json, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((name, entry) -> {
                    json.writeName(name.toString());
                    write(json, entry);
                });
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(element -> write(json, element));
                json.writeEndArray();
            }
            // Jackson makes texts of infinities and NaN, for which JSON has no word
            case Double number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            default -> json.writeString(value.toString());
        }
    }

    /** Line breaks as people expect them, the same on every system. */
    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            Separators separators = Separators.createDefaultInstance()
                    .withObjectNameValueSpacing(Spacing.AFTER)
                    .withArrayElementSpacing(Spacing.AFTER);
            return new DefaultPrettyPrinter(separators)
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(null);
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
