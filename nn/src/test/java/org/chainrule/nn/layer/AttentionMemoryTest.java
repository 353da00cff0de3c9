package org.chainrule.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A training step over a long sequence needs memory for the sequence, not for its square. */
@Tag("slow")
class AttentionMemoryTest {
    private static final RandomKey KEY = RandomKey.of(23);
    private static final MultiHeadAttention LAYER =
            MultiHeadAttention.of(32, 4, KEY).asCausal().with(new Rotary());

    private static Tensor sequence(int steps) {
        return KEY.fold(5).normal(Shape.of(1, steps, 32)).evaluate();
    }

    /** The layer with all scores at once. */
    private static Tensor whole(MultiHeadAttention layer, Tensor x) {
        Tensor queries = heads(layer, layer.query().apply(x).mul(1 / Math.sqrt(8)), true);
        Tensor keys = heads(layer, layer.key().apply(x), true);
        Tensor values = heads(layer, layer.value().apply(x), false);
        Optional<Tensor> past = new ScaledDotProduct(layer.causal(), Optional.empty())
                .seen(queries.indicesAlong(2), keys.shape().extent(2));
        Tensor heard = ScaledDotProduct.heard(queries, keys, values, past, true);
        return layer.output().apply(heard.permute(0, 2, 1, 3).reshape(x.shape().extent(0), -1, 32));
    }

    private static Tensor heads(MultiHeadAttention layer, Tensor x, boolean turned) {
        Tensor heads = x.reshape(x.shape().extent(0), -1, layer.heads(), 8).permute(0, 2, 1, 3);
        return turned ? layer.rotary().orElseThrow().apply(heads) : heads;
    }

    /** A step down the gradient. */
    private static CompiledLoop<MultiHeadAttention, Tensor, Tensor> training(
            BiFunction<MultiHeadAttention, Tensor, Tensor> attention) {
        return CompiledLoop.of(LAYER, (layer, x) -> {
            Tensor loss = attention.apply(layer, x).square().mean();
            List<Tensor> values = Tree.leaves(layer);
            List<Tensor> gradients = Tree.leaves(Gradient.of(loss).at(layer));
            List<Tensor> moved = IntStream.range(0, values.size())
                    .mapToObj(i -> values.get(i).sub(gradients.get(i).mul(0.1)))
                    .toList();
            return new CompiledLoop.Next<>(Tree.rebuild(layer, moved), loss);
        });
    }

    private static long arena(BiFunction<MultiHeadAttention, Tensor, Tensor> attention, int steps) {
        return training(attention).plan(sequence(steps)).arena(DType.FLOAT32);
    }

    @Test
    void theArenaGrowsWithTheStepsNotWithTheirSquare() {
        assertThat(arena(MultiHeadAttention::apply, 4096)).isLessThan(arena(MultiHeadAttention::apply, 2048) * 22 / 10);
        assertThat(arena(AttentionMemoryTest::whole, 4096))
                .isGreaterThan(arena(AttentionMemoryTest::whole, 2048) * 29 / 10)
                .isGreaterThan(arena(MultiHeadAttention::apply, 4096) * 50);
    }

    @Test
    void longSequencesHearWhatTheyWouldOfAllScores() {
        for (int steps : new int[] {40, 512}) {
            Tensor x = sequence(steps);
            assertThat(LAYER.apply(x).toFloats())
                    .containsExactly(whole(LAYER, x).toFloats(), within(1e-6f));
        }
        Tensor x = sequence(700);
        CompiledLoop<MultiHeadAttention, Tensor, Tensor> whole = training(AttentionMemoryTest::whole);
        CompiledLoop<MultiHeadAttention, Tensor, Tensor> blocks = training(MultiHeadAttention::apply);
        assertThat(blocks.step(x).item()).isCloseTo(whole.step(x).item(), within(1e-6));
        assertThat(blocks.state().query().weight().toFloats())
                .containsExactly(whole.state().query().weight().toFloats(), within(1e-6f));
    }

    @Test
    void aStepOver4096StepsFitsInAHeapThatIsTooSmallForTheScores() throws Exception {
        assertThat(inSmallHeap("whole")).contains("OutOfMemoryError");
        assertThat(inSmallHeap("blocks")).contains("trained");
    }

    private static String inSmallHeap(String how) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-Xmx192m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        how)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    /** Takes one step, over 4,096 steps of 4 heads: the scores alone are 268 MB. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) {
            Tensor loss = training(
                            arguments[0].equals("whole") ? AttentionMemoryTest::whole : MultiHeadAttention::apply)
                    .step(sequence(4096));
            System.out.println(Double.isFinite(loss.item()) ? "trained" : "not finite");
        }
    }
}
