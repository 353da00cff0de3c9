package org.chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.chainrule.NoTensorException;
import org.chainrule.Tensor;
import org.chainrule.train.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of a plain class would be trained and saved without its tensors: it is refused. */
class UnseenModelTest {
    private static final class Net {
        Tensor loss() {
            return Tensor.of(1f, 2f).sum();
        }
    }

    @Test
    void noOptimizerBeginsWithAPlainObject() {
        for (Optimizer optimizer : List.of(new Sgd(), new Adam(), new Adagrad(), new Adafactor(), new Muon())) {
            assertThatThrownBy(() -> optimizer.initial(new Net()))
                    .as(optimizer.toString())
                    .isInstanceOf(NoTensorException.class)
                    .hasMessageStartingWith("Net is no record");
        }
        assertThatThrownBy(() -> new Lbfgs().minimize(new Net(), Net::loss, 1)).isInstanceOf(NoTensorException.class);
    }

    @Test
    void noFileIsMadeOfAPlainObject(@TempDir Path folder) {
        Path file = folder.resolve("net.safetensors");
        assertThatThrownBy(() -> ModelFile.save(new Net(), file)).isInstanceOf(NoTensorException.class);
        assertThat(file).doesNotExist();
        ModelFile.save(Tensor.of(1f), file);
        assertThatThrownBy(() -> ModelFile.load(new Net(), file)).isInstanceOf(NoTensorException.class);
    }
}
