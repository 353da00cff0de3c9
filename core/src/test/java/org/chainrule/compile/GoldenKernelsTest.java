package org.chainrule.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.junit.jupiter.api.Test;

/**
 * What the compiler makes of a few graphs, word for word: a change of a pass shows here. To accept the change, run with
 * {@code -Dchainrule.golden=write} and read the difference.
 */
class GoldenKernelsTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final Pattern SOURCE_LINES = Pattern.compile(" {3}[A-Z]\\w*\\.java:\\d+(, [A-Z]\\w*\\.java:\\d+)*");

    @Test
    void softmaxIsOneLoop() {
        check("softmax", x -> x.softmax(1), Tensor.zeros(8, 40));
    }

    @Test
    void layerNormWithItsGradientIsOneLoop() {
        check(
                "layer-norm-gradient",
                x -> {
                    Tensor centred = x.sub(x.keeping(x.mean(1), 1));
                    Tensor scale = x.variance(1).add(1e-5).sqrt();
                    Tensor normalized = centred.div(x.keeping(scale, 1));
                    return Gradient.of(normalized.tanh().sum()).at(x);
                },
                Tensor.zeros(8, 40));
    }

    @Test
    void theGradientOfCrossEntropyIsTwoLoops() {
        check(
                "cross-entropy-gradient",
                given -> {
                    Tensor labels = given.get(1);
                    Tensor hot = labels.unsqueeze(1).eq(Tensor.iota(10, DType.INT32));
                    Tensor chosen =
                            hot.where(given.get(0).logSoftmax(1), given.get(0).like(0));
                    return Gradient.of(chosen.sum(1).neg().mean()).at(given.get(0));
                },
                List.of(Tensor.zeros(8, 10), Tensor.of(0, 1, 2, 3, 4, 5, 6, 7)));
    }

    @Test
    void aTrainingStepIsAProductWithEpilogues() {
        check(
                "dense-step",
                given -> {
                    Tensor w = given.get(0);
                    Tensor b = given.get(1);
                    Tensor loss = given.get(2).matmul(w).add(b).tanh().square().mean();
                    List<Tensor> gradients = Gradient.of(loss).at(List.of(w, b));
                    return List.of(
                            loss,
                            w.sub(gradients.get(0).mul(0.1)),
                            b.sub(gradients.get(1).mul(0.1)));
                },
                List.of(Tensor.zeros(30, 20), Tensor.zeros(20), Tensor.zeros(8, 30)));
    }

    @Test
    void aLayerOfSequencesIsAProductWithAnEpilogue() {
        check(
                "sequence-layer",
                given -> given.get(0).matmul(given.get(1)).add(given.get(2)).tanh(),
                List.of(Tensor.zeros(3, 5, 30), Tensor.zeros(30, 20), Tensor.zeros(20)));
    }

    @Test
    void aProductReadTransposedIsComputedSo() {
        check(
                "turned-product",
                given -> given.get(0).matmul(given.get(1)).transpose().add(1),
                List.of(Tensor.zeros(6, 5), Tensor.zeros(5, 7)));
    }

    @Test
    void headsPartWhereTheProductWrites() {
        check(
                "parted-heads",
                given -> {
                    Tensor heard = given.get(0).matmul(given.get(1)).mul(2).permute(1, 0, 2);
                    return heard.reshape(3, 14).matmul(given.get(2));
                },
                List.of(Tensor.zeros(2, 3, 5), Tensor.zeros(2, 5, 7), Tensor.zeros(14, 3)));
    }

    @Test
    void sumsOfManyBuffersAreStoredOnce() {
        check(
                "shared-sum",
                given -> {
                    Tensor sum = given.get(0).add(given.get(1)).add(given.get(2));
                    return sum.tanh().matmul(given.get(3)).mul(sum);
                },
                List.of(Tensor.zeros(64, 20), Tensor.zeros(64, 20), Tensor.zeros(64, 20), Tensor.zeros(20, 20)));
    }

    @Test
    void slicesAndTheirGradientsAreTwoLoops() {
        check(
                "rosenbrock-gradient",
                x -> {
                    Tensor next = x.slice(0, 1, 100);
                    Tensor here = x.slice(0, 0, 99);
                    Tensor value = next.sub(here.square())
                            .square()
                            .mul(100)
                            .add(here.neg().add(1).square())
                            .sum();
                    return List.of(value, Gradient.of(value).at(x));
                },
                Tensor.zeros(100));
    }

    private static <A> void check(String name, Function<A, Object> function, A argument) {
        String kernels =
                SOURCE_LINES.matcher(Compiled.of(function).explain(argument)).replaceAll("");
        Path golden = FOLDER.resolve(name + ".txt");
        try {
            if ("write".equals(System.getProperty("chainrule.golden"))) {
                Files.createDirectories(FOLDER);
                Files.writeString(golden, kernels);
            }
            assertThat(kernels).isEqualTo(Files.readString(golden));
        } catch (IOException e) {
            throw new AssertionError("no golden file " + golden, e);
        }
    }
}
