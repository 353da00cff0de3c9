package org.chainrule.io;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.Tensor;
import org.chainrule.data.DataException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Type;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The header of a safetensors file. What it tells is not trusted: names occur once, and the tensors' bytes fill the file without
 * gaps or overlaps.
 *
 * @param entries in the order of their places
 * @param metadata texts by name
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
    /** No header is longer, as in the reference implementation. */
    static final int LONGEST = 100_000_000;

    /** What headers are filled up to a multiple of. */
    private static final int ALIGNMENT = 8;

    /** No tensor of any use has more. */
    private static final int MOST_AXES = 64;

    private static final String METADATA = "__metadata__";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** A tensor, and where its bytes are after the header. */
    record Entry(String name, ElementType format, Type type, long begin, long end) {}

    /** Wide elements come first, so that all stand at multiples of their width, as readers that map files into memory want. */
    static SafetensorsHeader of(Safetensors file) {
        List<Map.Entry<String, Tensor>> sorted = file.tensors().entrySet().stream()
                .sorted(Comparator.comparingInt(
                        tensor -> -format(tensor.getValue()).bytes()))
                .toList();
        List<Entry> entries = new ArrayList<>();
        long begin = 0;
        for (Map.Entry<String, Tensor> tensor : sorted) {
            ElementType format = format(tensor.getValue());
            Type type = tensor.getValue().node().type();
            long end = begin + (long) type.shape().size() * format.bytes();
            entries.add(new Entry(tensor.getKey(), format, type, begin, end));
            begin = end;
        }
        return new SafetensorsHeader(entries, file.metadata());
    }

    private static ElementType format(Tensor tensor) {
        return ElementType.of(tensor.dtype());
    }

    /** The header's bytes, filled up with spaces. */
    byte[] toJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectPropertyStart(METADATA);
                metadata.forEach(json::writeStringProperty);
                json.writeEndObject();
            }
            for (Entry entry : entries) {
                json.writeObjectPropertyStart(entry.name());
                json.writeStringProperty("dtype", entry.format().name());
                json.writeArrayPropertyStart("shape");
                for (int extent : entry.type().shape().extents()) {
                    json.writeNumber(extent);
                }
                json.writeEndArray();
                json.writeArrayPropertyStart("data_offsets");
                json.writeNumber(entry.begin());
                json.writeNumber(entry.end());
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        while (out.size() % ALIGNMENT != 0) {
            out.write(' ');
        }
        return out.toByteArray();
    }

    /**
     * Reads a header.
     *
     * @param size how many bytes follow it
     * @throws DataException if it is no header of a file of that size
     */
    static SafetensorsHeader parse(byte[] bytes, long size) {
        List<Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            expect(json.nextToken() == JsonToken.START_OBJECT, "is no object");
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                expect(json.nextToken() == JsonToken.START_OBJECT, name + " is no object");
                if (name.equals(METADATA)) {
                    metadata.putAll(metadata(json));
                } else {
                    entries.add(entry(name, json));
                }
            }
            expect(
                    json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null,
                    "has something after its end");
            return new SafetensorsHeader(placed(entries, size), metadata);
        } catch (JacksonException e) {
            throw new DataException("its header is no JSON: " + e.getOriginalMessage(), e);
        } catch (DataException e) {
            throw new DataException("its header " + e.getMessage(), e);
        }
    }

    private static Map<String, String> metadata(JsonParser json) {
        Map<String, String> metadata = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            expect(json.nextToken() == JsonToken.VALUE_STRING, "tells something of " + key + " that is no text");
            metadata.put(key, json.getString());
        }
        return metadata;
    }

    private static Entry entry(String name, JsonParser json) {
        String dtype = "";
        long[] shape = {-1};
        long[] offsets = {};
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String property = json.currentName();
            json.nextToken();
            switch (property) {
                case "dtype" -> dtype = json.getString();
                case "shape" -> shape = numbers(name, json);
                case "data_offsets" -> offsets = numbers(name, json);
                default -> throw new DataException("tells an unknown " + property + " of " + name);
            }
        }
        String told = dtype;
        ElementType format = ElementType.named(told)
                .orElseThrow(() -> new DataException("tells an unknown dtype '" + told + "' of " + name));
        expect(
                offsets.length == 2 && Arrays.stream(shape).allMatch(extent -> extent >= 0),
                "tells no shape and place of " + name);
        expect(shape.length <= MOST_AXES, "tells " + shape.length + " axes of " + name + ", more than " + MOST_AXES);
        Type type = new Type(extents(name, shape), format.dtype());
        long bytes = (long) type.shape().size() * format.bytes();
        expect(
                offsets[0] >= 0 && offsets[1] - offsets[0] == bytes,
                "places " + name + " from " + offsets[0] + " to " + offsets[1] + ", a " + type + " of " + bytes
                        + " bytes");
        return new Entry(name, format, type, offsets[0], offsets[1]);
    }

    private static Shape extents(String name, long... shape) {
        try {
            return Shape.of(Arrays.stream(shape).mapToInt(Math::toIntExact).toArray());
        } catch (ArithmeticException | ShapeException e) {
            throw new DataException("tells a shape of " + name + " that is too large", e);
        }
    }

    private static long[] numbers(String name, JsonParser json) {
        expect(json.currentToken() == JsonToken.START_ARRAY, "tells no list of numbers of " + name);
        List<Long> numbers = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            numbers.add(json.getLongValue());
        }
        expect(json.currentToken() == JsonToken.END_ARRAY, "tells no list of whole numbers of " + name);
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    /** The entries in the order of their places, which fill all of the bytes. */
    private static List<Entry> placed(List<Entry> entries, long size) {
        List<Entry> sorted = entries.stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList();
        long at = 0;
        for (Entry entry : sorted) {
            expect(entry.begin() >= at, "places " + entry.name() + " over another tensor, from " + entry.begin());
            expect(entry.begin() == at, "leaves a hole from " + at + " to " + entry.begin());
            at = entry.end();
        }
        expect(at == size, "tells of " + at + " bytes of elements, but " + size + " follow");
        return sorted;
    }

    private static void expect(boolean holds, String problem) {
        if (!holds) {
            throw new DataException(problem);
        }
    }
}
