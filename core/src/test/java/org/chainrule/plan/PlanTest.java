package org.chainrule.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.Compiled;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Source;
import org.chainrule.graph.Unary;
import org.junit.jupiter.api.Test;

/** The plan is the program's: what is stored, fused and reused can be read off it. */
class PlanTest {
    private static final Tensor X = normal(1, Shape.of(64, 32));
    private static final Tensor W = normal(2, Shape.of(32, 32));

    /** Given, so that no program computes it. */
    private static Tensor normal(long seed, Shape shape) {
        return Tensor.of(RandomKey.of(seed).normal(shape).toFloats(), shape);
    }

    /** Three layers and the gradient by their weights. */
    private static final Compiled<List<Tensor>, List<Tensor>> GRADIENT = Compiled.of(given -> {
        Tensor y = given.getFirst();
        for (int i = 1; i < 4; i++) {
            y = y.matmul(given.get(i)).tanh();
        }
        return Gradient.of(y.square().mean()).at(given.subList(1, 4));
    });

    private static final List<Tensor> GIVEN =
            List.of(X, W, W.mul(2).evaluate(), W.mul(3).evaluate());

    @Test
    void whatIsFusedIsInOneKernel() {
        Plan plan = Compiled.of((Tensor x) -> x.exp().tanh().sum()).plan(X);
        assertThat(plan.kernels()).hasSize(1);
        assertThat(plan.kernels().getFirst().nodes().stream().map(Node::op)).contains(Unary.EXP, Unary.TANH);
        assertThat(plan.kernels().getFirst().kind()).startsWith("loop");
    }

    @Test
    void aProductAndWhatIsDoneOnItsTilesAreOneKernel() {
        Plan plan = Compiled.of((Tensor x) -> x.matmul(W).add(1).tanh()).plan(X);
        assertThat(plan.kernels()).singleElement().satisfies(kernel -> {
            assertThat(kernel.kind()).startsWith("product").endsWith("+ loop");
            assertThat(kernel.operations()).isEqualTo(2.0 * 64 * 32 * 32);
            assertThat(kernel.nodes().stream().map(Node::op)).contains(MatMul.MATMUL, Unary.TANH);
        });
    }

    @Test
    void nothingIsComputedTwiceAndEachKernelReadsWhatWasWrittenBefore() {
        Plan plan = GRADIENT.plan(GIVEN);
        Set<Integer> written = new HashSet<>();
        for (Plan.Kernel kernel : plan.kernels()) {
            for (int read : kernel.reads()) {
                Plan.Buffer buffer = plan.buffers().get(read);
                boolean given = buffer.home() == Plan.Home.ARGUMENT || buffer.home() == Plan.Home.CONSTANT;
                assertThat(given || written.contains(read) || kernel.writes().contains(read))
                        .as("%s in %s", buffer, kernel)
                        .isTrue();
            }
            written.addAll(kernel.writes());
        }
        List<Node> products = plan.kernels().stream()
                .flatMap(kernel -> kernel.nodes().stream())
                .filter(node -> node.op() instanceof MatMul)
                .toList();
        assertThat(products).doesNotHaveDuplicates().hasSize(8);
    }

    @Test
    void buffersThatAreNeededAtTheSameTimeDoNotOverlap() {
        Plan plan = GRADIENT.plan(GIVEN);
        List<Plan.Buffer> arena = plan.buffers().stream()
                .filter(buffer -> buffer.home() == Plan.Home.ARENA)
                .toList();
        assertThat(arena).hasSizeGreaterThan(3);
        for (Plan.Buffer one : arena) {
            for (Plan.Buffer other : arena) {
                boolean together = one.first() <= other.last() && other.first() <= one.last();
                boolean overlap =
                        one.offset() < other.offset() + other.length() && other.offset() < one.offset() + one.length();
                // or one goes on where the other was read for the last time
                boolean handedOver = one.offset() == other.offset()
                        && one.length() == other.length()
                        && (one.first() == other.last() || other.first() == one.last());
                assertThat(one != other && one.type() == other.type() && together && overlap && !handedOver)
                        .isFalse();
            }
        }
        long bytes = arena.stream()
                .map(Plan.Buffer::type)
                .distinct()
                .mapToLong(type -> plan.arena(type) * type.bytes())
                .sum();
        assertThat(bytes)
                .isLessThan(arena.stream().mapToLong(Plan.Buffer::bytes).sum());
    }

    @Test
    void nodesTellWhetherTheyAreOfTheGradient() {
        Set<Source.Pass> passes = GRADIENT.plan(GIVEN).kernels().stream()
                .flatMap(kernel -> kernel.nodes().stream())
                .map(node -> node.source().pass())
                .collect(Collectors.toSet());
        assertThat(passes).containsExactlyInAnyOrder(Source.Pass.FORWARD, Source.Pass.BACKWARD);
    }

    @Test
    void everyKernelIsTimed() {
        double[] seconds = GRADIENT.seconds(GIVEN);
        assertThat(seconds).hasSameSizeAs(GRADIENT.plan(GIVEN).kernels());
        assertThat(seconds).doesNotContain(0);
    }

    @Test
    void aLoopHasOneToo() {
        CompiledLoop<Tensor, Tensor, Tensor> loop = CompiledLoop.of(
                W, (w, x) -> new CompiledLoop.Next<>(w.mul(0.9), x.matmul(w).sum()));
        assertThat(loop.plan(X).kernels()).isNotEmpty();
        assertThat(loop.plan(X).buffers().stream().map(Plan.Buffer::home))
                .contains(Plan.Home.ARGUMENT, Plan.Home.RESULT);
    }

    @Test
    void theLayersOfTheLibraryAreNoted() {
        assertThat(Stream.of(X.exp(), X.softmax(0))
                        .map(tensor -> tensor.source().within()))
                .containsOnly(List.of());
    }
}
