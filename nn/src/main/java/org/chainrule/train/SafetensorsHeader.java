package org.chainrule.train;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.chainrule.Tensor;
import org.chainrule.data.DataException;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
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
 */
record SafetensorsHeader(List<Entry> entries) {
    /** No header is longer. */
    static final int LONGEST = 100_000_000;

    /** No tensor of any use has more. */
    private static final int MOST_AXES = 64;

    private static final String METADATA = "__metadata__";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Map<DType, String> NAMES = Map.of(
            DType.FLOAT32, "F32", DType.FLOAT64, "F64", DType.INT32, "I32", DType.INT64, "I64", DType.BOOL, "BOOL");

    /** A tensor, and where its bytes are after the header. */
    record Entry(String name, Type type, long begin, long end) {}

    static SafetensorsHeader of(Map<String, Tensor> tensors) {
        List<Entry> entries = new ArrayList<>();
        long begin = 0;
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            Type type = tensor.getValue().node().type();
            long end = begin + (long) type.shape().size() * Elements.bytes(type.dtype());
            entries.add(new Entry(tensor.getKey(), type, begin, end));
            begin = end;
        }
        return new SafetensorsHeader(entries);
    }

    /** The header's bytes, filled up with spaces to a multiple of 8. */
    byte[] toJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            for (Entry entry : entries) {
                json.writeObjectPropertyStart(entry.name());
                json.writeStringProperty("dtype", NAMES.get(entry.type().dtype()));
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
        while (out.size() % 8 != 0) {
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
    static SafetensorsHeader parse(byte[] bytes, long size, String file) {
        List<Entry> entries = new ArrayList<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            expect(json.nextToken() == JsonToken.START_OBJECT, "is no object");
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                expect(json.nextToken() == JsonToken.START_OBJECT, name + " is no object");
                if (name.equals(METADATA)) {
                    metadata(json);
                } else {
                    entries.add(entry(name, json));
                }
            }
            expect(
                    json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null,
                    "has something after its end");
            check(entries, size);
        } catch (JacksonException e) {
            throw new DataException(file + ": its header is no JSON: " + e.getOriginalMessage(), e);
        } catch (DataException e) {
            throw new DataException(file + ": its header " + e.getMessage(), e);
        }
        return new SafetensorsHeader(entries);
    }

    /** Texts by name, which are passed over. */
    private static void metadata(JsonParser json) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            expect(json.nextToken() == JsonToken.VALUE_STRING, "tells something of " + key + " that is no text");
        }
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
        DType type = NAMES.entrySet().stream()
                .filter(known -> known.getValue().equals(told))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new DataException("tells an unknown dtype '" + told + "' of " + name));
        expect(
                offsets.length == 2 && Arrays.stream(shape).allMatch(extent -> extent >= 0),
                "tells no shape and place of " + name);
        expect(shape.length <= MOST_AXES, "tells " + shape.length + " axes of " + name + ", more than " + MOST_AXES);
        long size = 1;
        for (long extent : shape) {
            size *= extent;
            expect(
                    extent <= Integer.MAX_VALUE && size <= Integer.MAX_VALUE / 8,
                    "tells a shape of " + name + " that is too large");
        }
        Shape extents =
                Shape.of(Arrays.stream(shape).mapToInt(extent -> (int) extent).toArray());
        expect(
                offsets[1] - offsets[0] == size * Elements.bytes(type),
                "tells " + (offsets[1] - offsets[0]) + " bytes of " + name + ", a " + type + extents);
        return new Entry(name, new Type(extents, type), offsets[0], offsets[1]);
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

    private static void check(List<Entry> entries, long size) {
        long at = 0;
        for (Entry entry : entries.stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList()) {
            expect(entry.begin() == at, "places " + entry.name() + " at " + entry.begin() + ", not at " + at);
            at = entry.end();
        }
        expect(at == size, "tells of " + at + " bytes of elements, but " + size + " follow");
    }

    private static void expect(boolean holds, String problem) {
        if (!holds) {
            throw new DataException(problem);
        }
    }
}
