package org.chainrule.data;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;

/** Settings as JSON: maps, lists, texts, numbers, truth values. */
public final class Json {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** A document, one entry a line. */
    public static String of(Map<String, ?> settings) {
        return written(settings, new Indented()) + '\n';
    }

    /** A document without a line break, as the lines of a log are. */
    public static String line(Map<String, ?> document) {
        return written(document, ObjectWriteContext.empty());
    }

    private static String written(Map<String, ?> document, ObjectWriteContext style) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(style, out)) {
            write(json, document);
        }
        return out.toString();
    }

    /**
     * Reads a document that is an object. Numbers become long or double.
     *
     * @throws IllegalArgumentException if it is no such document, or names something twice or nothing
     */
    public static Map<String, Object> read(String document) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), document)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("is no JSON object");
            }
            Map<String, Object> object = object(json);
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("goes on after its JSON object");
            }
            return object;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads a file that holds such a document.
     *
     * @param reader makes something of it, and throws {@link IllegalArgumentException} for what is not as it should be
     * @throws DataException if the file cannot be read, or is damaged
     */
    public static <T> T read(Path file, Function<Map<String, Object>, T> reader) {
        try {
            return reader.apply(read(Files.readString(file)));
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": is damaged: is no text in UTF-8", e);
        } catch (IOException e) {
            throw DataException.of(file, "cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new DataException(file + ": is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * What an object holds by a name.
     *
     * @throws IllegalArgumentException if it holds no such thing
     */
    public static <T> T get(Map<?, ?> object, String name, Class<T> type) {
        return as(name, object.get(name), type);
    }

    /** A list of things of one type, as {@link #get}. */
    public static <T> List<T> list(Map<?, ?> object, String name, Class<T> type) {
        List<T> all = new ArrayList<>();
        for (Object element : get(object, name, List.class)) {
            all.add(as(name, element, type));
        }
        return all;
    }

    private static <T> T as(String name, @Nullable Object value, Class<T> type) {
        if (value == null || !type.isInstance(value)) {
            throw new IllegalArgumentException(name + " is " + value + ", no " + type.getSimpleName());
        }
        return type.cast(value);
    }

    private static Map<String, Object> object(JsonParser json) {
        Map<String, Object> object = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            object.put(name, value(json));
        }
        return object;
    }

    private static Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(json));
                }
                yield elements;
            }
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new IllegalArgumentException("holds " + json.currentToken() + " where a value is wanted");
        };
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
