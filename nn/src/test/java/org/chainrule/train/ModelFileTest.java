package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.data.DataException;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Mlp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
    @TempDir
    private Path folder;

    record Mixed(Tensor a, Tensor b, Tensor c, Tensor d, Tensor e) {}

    @Test
    void whatIsSavedIsLoaded() throws IOException {
        Mlp model = Mlp.of(List.of(3, 4, 2), Activation.RELU, RandomKey.of(1));
        Path file = folder.resolve("model.safetensors");
        ModelFile.save(model, file);
        assertThat(ModelFile.read(file))
                .containsOnlyKeys("layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias");
        Mlp other = Mlp.of(List.of(3, 4, 2), Activation.RELU, RandomKey.of(2));
        Mlp loaded = ModelFile.load(other, file);
        assertThat(loaded.layers().get(1).weight().toFloats())
                .containsExactly(model.layers().get(1).weight().toFloats());
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void keepsAllTypes() {
        Mixed mixed = new Mixed(
                Tensor.of(1.5f, Float.NaN),
                Tensor.of(1e-300),
                Tensor.of(-7, 8),
                Tensor.of(1L << 60),
                Tensor.of(true, false));
        Path file = folder.resolve("mixed.safetensors");
        ModelFile.save(mixed, file);
        Mixed loaded = ModelFile.load(mixed, file);
        assertThat(loaded.a().toFloats()).containsExactly(1.5f, Float.NaN);
        assertThat(loaded.b().item()).isEqualTo(1e-300);
        assertThat(loaded.c().toInts()).containsExactly(-7, 8);
        assertThat(loaded.d().toLongs()).containsExactly(1L << 60);
        assertThat(loaded.e().toLongs()).containsExactly(1, 0);
    }

    @Test
    void anotherModelsFileIsRefused() {
        Path file = folder.resolve("model.safetensors");
        ModelFile.save(Mlp.of(List.of(3, 4, 2), Activation.RELU, RandomKey.of(1)), file);
        Mlp wider = Mlp.of(List.of(3, 5, 2), Activation.RELU, RandomKey.of(1));
        assertThatThrownBy(() -> ModelFile.load(wider, file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("layers.0.weight is float32[3, 4]");
        Mlp shallower = Mlp.of(List.of(3, 4), Activation.RELU, RandomKey.of(1));
        assertThatThrownBy(() -> ModelFile.load(shallower, file)).hasMessageContaining("layers.1");
        assertThatThrownBy(() -> ModelFile.read(folder.resolve("none"))).hasMessageContaining("no such file");
    }

    /** Each is the header of a file with 8 bytes of elements. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[8,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[9999999999],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536,65536,65536],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
                "{\"a\":{\"dtype\":\"F17\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.5],\"data_offsets\":[0,8]}}",
                "{\"__metadata__\":{\"format\":{\"nested\":1}},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"__metadata__\":{\"format\":1},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"__metadata__\":\"pt\",\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":3}",
                "[]",
                "{\"a\"",
                "nonsense",
            })
    void maliciousHeadersAreRefused(String header) throws IOException {
        Path file = folder.resolve("bad.safetensors");
        Files.write(file, file(header, header.length()));
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("bad.safetensors");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1000, Long.MAX_VALUE, -1})
    void headersOfImpossibleLengthAreRefused(long length) throws IOException {
        Path file = folder.resolve("bad.safetensors");
        Files.write(file, file("{}", length));
        assertThatThrownBy(() -> ModelFile.read(file)).isInstanceOf(DataException.class);
    }

    @Test
    void aBoolIsZeroOrOne() throws IOException {
        Path file = folder.resolve("flags.safetensors");
        String header = "{\"flags\":{\"dtype\":\"BOOL\",\"shape\":[8],\"data_offsets\":[0,8]}}";
        byte[] bytes = file(header, header.length());
        bytes[bytes.length - 3] = 1;
        Files.write(file, bytes);
        assertThat(ModelFile.read(file)).containsOnlyKeys("flags");
        bytes[bytes.length - 3] = (byte) 200;
        Files.write(file, bytes);
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("flags.safetensors: flags holds a bool of 200");
    }

    @Test
    void moreAxesThanAnyTensorHasAreRefused() throws IOException {
        Path file = folder.resolve("axes.safetensors");
        String ones = String.join(",", Collections.nCopies(65, "1"));
        String header = "{\"a\":{\"dtype\":\"F64\",\"shape\":[" + ones + "],\"data_offsets\":[0,8]}}";
        Files.write(file, file(header, header.length()));
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("65 axes of a, more than 64");
    }

    @Test
    void metadataIsPassedOver() throws IOException {
        Path file = folder.resolve("good.safetensors");
        String header =
                "{\"__metadata__\":{\"format\":\"pt\"},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}  ";
        Files.write(file, file(header, header.length()));
        Map<String, Tensor> tensors = ModelFile.read(file);
        assertThat(tensors).containsOnlyKeys("a");
    }

    private static byte[] file(String header, long length) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(json)
                .array();
    }

    @Test
    void whyAFileCannotBeWrittenIsToldWithoutTemporaryNames() {
        Path file = folder.resolve("nowhere/model.safetensors");
        assertThatThrownBy(() -> ModelFile.save(Tensor.of(1f), file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": cannot be written: there is no such file or folder");
    }
}
