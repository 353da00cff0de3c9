package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.data.DataException;
import org.chainrule.graph.DType;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Mlp;
import org.chainrule.optim.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void whatFitsIsLoadedAndTheRestIsTold() {
        Path file = folder.resolve("model.safetensors");
        Mlp saved = Mlp.of(List.of(3, 4, 2, 2), Activation.RELU, RandomKey.of(1));
        ModelFile.save(saved, file);
        Mlp model = Mlp.of(List.of(3, 4, 5), Activation.RELU, RandomKey.of(2));
        ModelFile.Partial<Mlp> partial = ModelFile.loadFitting(model, file);
        assertThat(partial.taken()).containsExactly("layers.0.weight", "layers.0.bias");
        assertThat(partial.left()).containsExactly("layers.1.weight", "layers.1.bias");
        assertThat(partial.unused())
                .containsExactlyInAnyOrder("layers.1.weight", "layers.1.bias", "layers.2.weight", "layers.2.bias");
        assertThat(weight(partial.model(), 0)).containsExactly(weight(saved, 0));
        assertThat(weight(partial.model(), 1)).containsExactly(weight(model, 1));

        ModelFile.Partial<Mlp> biases = ModelFile.loadFitting(model, file, Selection.of("**.bias"));
        assertThat(biases.taken()).containsExactly("layers.0.bias");
        assertThat(biases.left()).contains("layers.0.weight");
        assertThat(weight(biases.model(), 0)).containsExactly(weight(model, 0));
    }

    private static float[] weight(Mlp model, int layer) {
        return model.layers().get(layer).weight().toFloats();
    }

    @Test
    void aFileOfWhichNothingFitsIsRefused() {
        Path file = folder.resolve("model.safetensors");
        Mlp model = Mlp.of(List.of(3, 2), Activation.RELU, RandomKey.of(1));
        ModelFile.save(new Mixed(Tensor.of(1f), Tensor.of(1f), Tensor.of(1f), Tensor.of(1f), Tensor.of(1f)), file);
        assertThatThrownBy(() -> ModelFile.loadFitting(model, file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": holds nothing of the path, shape and dtype of one of layers.0.weight"
                        + " float32[3, 2], layers.0.bias float32[2], but a float32[1], b float32[1], c float32[1],"
                        + " d float32[1], e float32[1]");
        assertThatThrownBy(() -> ModelFile.loadFitting(model, file, Selection.of("layer.**")))
                .hasMessageContaining("layer.** fits no parameter");
        // no number is turned into one of another dtype unasked
        ModelFile.save(Tree.map(model, leaf -> leaf.cast(DType.FLOAT64)), file);
        assertThatThrownBy(() -> ModelFile.loadFitting(model, file)).hasMessageContaining("float64[3, 2]");
    }

    @Test
    void whyAFileCannotBeWrittenIsToldWithoutTemporaryNames() {
        Path file = folder.resolve("nowhere/model.safetensors");
        assertThatThrownBy(() -> ModelFile.save(Tensor.of(1f), file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": cannot be written: there is no such file or folder");
    }
}
