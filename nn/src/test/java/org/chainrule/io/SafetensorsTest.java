package org.chainrule.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.Tensor;
import org.chainrule.data.DataException;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layout is checked against the format's description, byte by byte. */
class SafetensorsTest {
    private static final String GOOD = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";

    @TempDir
    private Path folder;

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("flags", Tensor.of(true, false, true));
        tensors.put("layer.weight", Tensor.of(new float[][] {{1.5f}, {-2}}));
        tensors.put("step", Tensor.scalar(7, DType.INT64));
        Path file = folder.resolve("a.safetensors");
        new Safetensors(tensors, Map.of("made by", "\"us\" & ü")).write(file);

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(bytes.getLong());
        byte[] header = new byte[length];
        bytes.get(header);
        assertThat(length % 8).isZero();
        assertThat(new String(header, StandardCharsets.UTF_8).stripTrailing())
                .isEqualTo("{\"__metadata__\":{\"made by\":\"\\\"us\\\" & ü\"},"
                        + "\"step\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
                        + "\"layer.weight\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[8,16]},"
                        + "\"flags\":{\"dtype\":\"BOOL\",\"shape\":[3],\"data_offsets\":[16,19]}}");
        assertThat(bytes.getLong()).isEqualTo(7);
        assertThat(bytes.getFloat()).isEqualTo(1.5f);
        assertThat(bytes.getFloat()).isEqualTo(-2);
        assertThat(List.of(bytes.get(), bytes.get(), bytes.get())).containsExactly((byte) 1, (byte) 0, (byte) 1);
        assertThat(bytes.hasRemaining()).isFalse();
        Safetensors read = Safetensors.read(file);
        assertThat(read.metadata()).containsExactly(Map.entry("made by", "\"us\" & ü"));
        assertThat(read.tensor("layer.weight").shape()).isEqualTo(Shape.of(2, 1));
    }

    @Test
    void tensorsOfManyPiecesAndOfNoneAreKept() {
        int[] many = IntStream.range(0, 700_001).toArray();
        Path file = folder.resolve("many.safetensors");
        Tensor none = Tensor.full(Shape.of(3, 0), 0, DType.FLOAT64);
        new Safetensors(Map.of("many", Tensor.of(many), "none", none), Map.of()).write(file);
        Safetensors read = Safetensors.read(file);
        assertThat(read.tensor("many").toInts()).isEqualTo(many);
        assertThat(read.tensor("none").shape()).isEqualTo(Shape.of(3, 0));
        assertThatThrownBy(() -> read.tensor("others")).isInstanceOf(DataException.class);
        new Safetensors(Map.of(), Map.of()).write(file);
        assertThat(Safetensors.read(file).tensors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "F16,3C00,1",
        "F16,C100,-2.5",
        "F16,0001,5.9604645E-8",
        "BF16,3F80,1",
        "BF16,C020,-2.5",
        "F16,7C00,Infinity"
    })
    void halfWidthFloatsAreReadExactly(String dtype, String bits, float value) throws IOException {
        Path file = folder.resolve("half.safetensors");
        byte[] bytes = file("{\"a\":{\"dtype\":\"" + dtype + "\",\"shape\":[4],\"data_offsets\":[0,8]}}");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(bytes.length - 8, (short)
                Integer.parseInt(bits, 16));
        Files.write(file, bytes);
        assertThat(Safetensors.read(file).tensor("a").toFloats()).containsExactly(value, 0, 0, 0);
    }

    /** What is wrong, and the header of a file with 8 bytes of elements. */
    record Bad(String told, String header) {
        @Override
        public String toString() {
            return told;
        }
    }

    private static Bad bad(String told, String... tensors) {
        return new Bad(told, "{" + String.join(",", tensors) + "}");
    }

    private static String tensor(String name, String dtype, String shape, String offsets) {
        return "\"%s\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%s]}".formatted(name, dtype, shape, offsets);
    }

    static Stream<Bad> badHeaders() {
        String ones = String.join(",", Collections.nCopies(65, "1"));
        return Stream.of(
                bad("Duplicate", tensor("a", "F32", "2", "0,8"), tensor("a", "F32", "0", "8,8")),
                bad("Duplicate", "\"a\":{\"dtype\":\"F32\",\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[0,8]}"),
                bad("Duplicate", "\"__metadata__\":{\"a\":\"b\",\"a\":\"c\"}", tensor("a", "F32", "2", "0,8")),
                bad("places b over another", tensor("a", "F32", "2", "0,8"), tensor("b", "F32", "1", "4,8")),
                bad("places b over another", tensor("a", "F32", "2", "0,8"), tensor("b", "F32", "2", "0,8")),
                bad("leaves a hole from 0 to 4", tensor("a", "F32", "1", "4,8")),
                bad("leaves a hole from 2 to 4", tensor("a", "BOOL", "2", "0,2"), tensor("b", "F32", "1", "4,8")),
                bad("tells of 4 bytes of elements, but 8 follow", tensor("a", "F32", "1", "0,4")),
                bad("tells of 0 bytes of elements, but 8 follow"),
                bad("tells of 16 bytes of elements, but 8 follow", tensor("a", "F32", "4", "0,16")),
                bad("places a from 0 to 8, a float32[3] of 12 bytes", tensor("a", "F32", "3", "0,8")),
                bad("places a from 8 to 0", tensor("a", "F32", "2", "8,0")),
                bad("places a from -8 to 0", tensor("a", "F32", "2", "-8,0")),
                bad("places a from 0 to -9223372036854775808", tensor("a", "F32", "2", "0,-9223372036854775808")),
                bad("no JSON", tensor("a", "F32", "2", "0,18446744073709551616")),
                bad("no shape and place of a", tensor("a", "F32", "-2", "0,8")),
                bad("no shape and place of a", tensor("a", "F32", "2", "0,8,8")),
                bad("no shape and place of a", "\"a\":{\"dtype\":\"F32\",\"shape\":[2]}"),
                bad("no shape and place of a", "\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}"),
                bad("shape of a that is too large", tensor("a", "F32", "9999999999", "0,8")),
                bad("shape of a that is too large", tensor("a", "F32", "65536,65536,65536,65536", "0,8")),
                bad("shape of a that is too large", tensor("a", "BOOL", "4294967296,4294967296", "0,0")),
                bad("shape of a that is too large", tensor("a", "BOOL", "2147483647", "0,2147483647")),
                bad("tells of 2147483583 bytes", tensor("a", "BOOL", "2147483583", "0,2147483583")),
                bad("65 axes of a, more than 64", tensor("a", "F64", ones, "0,8")),
                bad("unknown dtype 'F17' of a", tensor("a", "F17", "2", "0,8")),
                bad("unknown dtype '' of a", "\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}"),
                bad("unknown owner of a", "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"owner\":1}"),
                bad("no list of whole numbers of a", tensor("a", "F32", "2.5", "0,8")),
                bad("no list of whole numbers of a", tensor("a", "F32", "[2]", "0,8")),
                bad("no list of numbers of a", "\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}"),
                bad("unknown b of a", "\"a\":{\"dtype\":{\"b\":1},\"shape\":[2],\"data_offsets\":[0,8]}"),
                bad(
                        "of format that is no text",
                        "\"__metadata__\":{\"format\":{\"b\":1}}",
                        tensor("a", "F32", "2", "0,8")),
                bad("of format that is no text", "\"__metadata__\":{\"format\":1}", tensor("a", "F32", "2", "0,8")),
                bad("__metadata__ is no object", "\"__metadata__\":\"pt\"", tensor("a", "F32", "2", "0,8")),
                bad("a is no object", "\"a\":3"),
                new Bad("is no object", "[]"),
                new Bad("is no object", "[".repeat(100_000)),
                new Bad("a is no object", "{\"a\":" + "[".repeat(100_000)),
                new Bad("unknown a of a", "{\"a\":" + "{\"a\":".repeat(100_000)),
                new Bad("something after its end", GOOD + "{}"),
                new Bad("no JSON", GOOD + "\0"),
                new Bad("no JSON", GOOD.substring(0, GOOD.length() - 1)),
                new Bad("no JSON", "{\"a\""),
                new Bad("no JSON", "nonsense"),
                new Bad("is no object", "    "));
    }

    @ParameterizedTest
    @MethodSource("badHeaders")
    void badHeadersAreRefused(Bad bad) throws IOException {
        refused(file(bad.header()), bad.told());
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, 100_000_001, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void headersOfImpossibleLengthAreRefused(long length) throws IOException {
        refused(
                ByteBuffer.wrap(file(GOOD))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(0, length)
                        .array(),
                "tells of a header of " + Long.toUnsignedString(length) + " bytes");
    }

    @Test
    void filesThatAreCutOffOrGoOnAreRefused() throws IOException {
        byte[] whole = file(GOOD);
        refused(java.util.Arrays.copyOf(whole, whole.length - 1), "tells of 8 bytes of elements, but 7 follow");
        refused(java.util.Arrays.copyOf(whole, whole.length + 1), "tells of 8 bytes of elements, but 9 follow");
        refused(java.util.Arrays.copyOf(whole, 20), "tells of a header");
        refused(new byte[7], "7 bytes is too short");
        refused(new byte[0], "0 bytes is too short");
        refused(new byte[8], "no object");
    }

    private void refused(byte[] bytes, String told) throws IOException {
        Path file = folder.resolve("bad.safetensors");
        Files.write(file, bytes);
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(told);
    }

    @Test
    void aBoolIsZeroOrOne() throws IOException {
        Path file = folder.resolve("flags.safetensors");
        byte[] bytes = file("{" + tensor("flags", "BOOL", "8", "0,8") + "}");
        bytes[bytes.length - 3] = 1;
        Files.write(file, bytes);
        assertThat(Safetensors.read(file).tensors()).containsOnlyKeys("flags");
        bytes[bytes.length - 3] = (byte) 200;
        refused(bytes, "flags holds a bool of 200");
    }

    @Test
    void aHeaderMayBePaddedAndTellTextsAndPlacesInAnyOrder() throws IOException {
        Path file = folder.resolve("good.safetensors");
        Files.write(
                file,
                file("{" + tensor("b", "F32", "1", "4,8") + "," + tensor("a", "F32", "1", "0,4")
                        + ",\"__metadata__\":{\"format\":\"pt\"}}   "));
        Safetensors read = Safetensors.read(file);
        assertThat(read.tensors()).containsOnlyKeys("a", "b");
        assertThat(read.metadata()).containsExactly(Map.entry("format", "pt"));
    }

    @Test
    void whatAKilledProcessLeftIsCleanedAndNothingElse() throws IOException {
        Path file = folder.resolve("a.safetensors");
        new Safetensors(Map.of(), Map.of()).write(file);
        Files.writeString(folder.resolve(".a.safetensors.1234.tmp"), "half");
        Files.writeString(folder.resolve("a.tmp"), "the user's");
        WholeFile.clean(folder, ".safetensors");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, folder.resolve("a.tmp"));
        }
    }

    /** With 8 bytes of zeros as elements. */
    private static byte[] file(String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }
}
