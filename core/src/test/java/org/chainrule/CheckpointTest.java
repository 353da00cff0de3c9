package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.chainrule.check.GradCheck;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.junit.jupiter.api.Test;

/** Recomputing instead of keeping: less memory, the same bits. */
class CheckpointTest {
    record Layer(Tensor in, Tensor bias, Tensor out) {
        Tensor apply(Tensor x) {
            Tensor hidden = x.matmul(in).add(bias).tanh();
            return hidden.mul(hidden.logistic()).matmul(out).add(x);
        }
    }

    record Network(List<Layer> layers, Tensor x) {}

    private static Network network(int layers, int batch, int width, DType dtype) {
        RandomKey key = RandomKey.of(11);
        List<Layer> all = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            all.add(new Layer(
                    normal(key.fold(3 * i), dtype, 0.2, width, 2 * width),
                    normal(key.fold(3 * i + 1), dtype, 0.2, 2 * width),
                    normal(key.fold(3 * i + 2), dtype, 0.2, 2 * width, width)));
        }
        return new Network(all, normal(key.fold(999), dtype, 1, batch, width));
    }

    private static Tensor normal(RandomKey key, DType dtype, double scale, int... extents) {
        return Tensor.of(key.normal(Shape.of(extents)).mul(scale).cast(dtype).data());
    }

    private static Tensor loss(Network network, Function<Layer, UnaryOperator<Tensor>> layer) {
        Tensor h = network.x();
        for (Layer each : network.layers()) {
            h = layer.apply(each).apply(h);
        }
        return h.square().mean();
    }

    private static Tensor kept(Network network) {
        return loss(network, layer -> layer::apply);
    }

    private static Tensor recomputed(Network network) {
        return loss(network, layer -> Checkpoint.of(layer::apply)::apply);
    }

    /** With the parameters among the arguments. */
    private static Tensor recomputedByArgument(Network network) {
        record Call(Layer layer, Tensor x) {}
        return loss(
                network,
                layer -> x -> Checkpoint.of((Call call) -> call.layer().apply(call.x()))
                        .apply(new Call(layer, x)));
    }

    @Test
    void halvesTheArenaOfTwelveLayersAndKeepsTheBits() {
        Network network = network(12, 128, 32, DType.FLOAT32);
        Compiled<Network, Network> plain = Compiled.of(n -> Gradient.of(kept(n)).at(n));
        for (Function<Network, Tensor> loss :
                List.<Function<Network, Tensor>>of(CheckpointTest::recomputed, CheckpointTest::recomputedByArgument)) {
            Compiled<Network, Network> saving =
                    Compiled.of(n -> Gradient.of(loss.apply(n)).at(n));
            long before = ScanTest.arena(plain.explain(network));
            long after = ScanTest.arena(saving.explain(network));
            assertThat(after * 2).isLessThan(before);
            List<Tensor> expected = Tree.leaves(plain.apply(network));
            List<Tensor> actual = Tree.leaves(saving.apply(network));
            for (int i = 0; i < expected.size(); i++) {
                assertThat(actual.get(i).toFloats())
                        .containsExactly(expected.get(i).toFloats());
            }
        }
    }

    @Test
    void theValueCostsNothingMore() {
        Network network = network(3, 64, 16, DType.FLOAT32);
        String plain = Compiled.of(CheckpointTest::kept).explain(network);
        String checkpointed = Compiled.of(CheckpointTest::recomputed).explain(network);
        assertThat(kernels(checkpointed)).isEqualTo(kernels(plain));
        assertThat(ScanTest.arena(checkpointed)).isEqualTo(ScanTest.arena(plain));
    }

    private static long kernels(String explanation) {
        return explanation.lines().filter(line -> line.matches("  \\d+: .*")).count();
    }

    @Test
    void gradientsAreRightAtFirstAndSecondOrderAndForward() {
        Network network = network(2, 2, 2, DType.FLOAT64);
        GradCheck.of(CheckpointTest::recomputed, network).order(2).entries(4).assertPassed();
        assertThat(Tangent.of(recomputed(network)).along(network, network).item())
                .isEqualTo(Tangent.of(kept(network)).along(network, network).item());
        Tensor many = Tensor.stack(0, List.of(network.x(), network.x().neg()));
        Function<Tensor, Tensor> one =
                x -> Gradient.of(recomputed(new Network(network.layers(), x))).at(x);
        assertThat(Vectorize.of(one).apply(many).slice(0, 0, 1).toDoubles())
                .containsExactly(
                        Gradient.of(kept(network)).at(network.x()).toDoubles(),
                        org.assertj.core.api.Assertions.within(1e-14));
    }

    @Test
    void checkpointsNest() {
        Network network = network(4, 4, 3, DType.FLOAT64);
        Function<Network, Tensor> nested = n -> {
            UnaryOperator<Tensor> both = x -> Checkpoint.of(n.layers().get(1)::apply)
                    .apply(Checkpoint.of(n.layers().get(0)::apply).apply(x));
            Tensor half = Checkpoint.of(both::apply).apply(n.x());
            return n.layers()
                    .get(3)
                    .apply(n.layers().get(2).apply(half))
                    .square()
                    .mean();
        };
        for (Function<Network, Network> gradient : List.<Function<Network, Network>>of(
                n -> Gradient.of(nested.apply(n)).at(n),
                Compiled.of(n -> Gradient.of(nested.apply(n)).at(n)))) {
            assertThat(gradient.apply(network).layers().getFirst().in().toDoubles())
                    .containsExactly(
                            Gradient.of(kept(network))
                                    .at(network)
                                    .layers()
                                    .getFirst()
                                    .in()
                                    .toDoubles(),
                            org.assertj.core.api.Assertions.within(1e-14));
        }
    }

    @Test
    void resultsMayBeTreesAndMayDependOnNothing() {
        record Pair(Tensor a, Tensor b) {}
        Tensor x = Tensor.of(1.0, 2);
        Tensor w = Tensor.of(3.0, 4);
        Pair pair = Checkpoint.of((Tensor t) -> new Pair(t.mul(w), w)).apply(x);
        assertThat(Gradient.of(pair.a().mul(pair.b()).sum()).at(w).toDoubles()).containsExactly(6, 16);
        assertThat(Gradient.of(pair.b().sum()).at(x).toDoubles()).containsExactly(0, 0);
        assertThat(Checkpoint.of((Tensor t) -> "nothing").apply(x)).isEqualTo("nothing");
    }
}
