package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.chainrule.graph.ShapeException;
import org.junit.jupiter.api.Test;

class TreeTest {
    record Dense(Tensor weight, Optional<Tensor> bias, String activation) {}

    record Model(List<Dense> layers, Map<String, Tensor> extra, Tensor scale, int depth) {}

    private static Model model() {
        Map<String, Tensor> extra = new LinkedHashMap<>();
        extra.put("beta", Tensor.of(5f));
        extra.put("alpha", Tensor.of(6f));
        return new Model(
                List.of(
                        new Dense(Tensor.of(1f), Optional.of(Tensor.of(2f)), "tanh"),
                        new Dense(Tensor.of(3f), Optional.empty(), "relu")),
                extra,
                Tensor.of(4f),
                2);
    }

    @Test
    void pathsNameTheTensorsInOrder() {
        assertThat(Tree.paths(model()))
                .containsExactly(
                        "layers.0.weight", "layers.0.bias", "layers.1.weight", "extra.beta", "extra.alpha", "scale");
        assertThat(Tree.named(model()).get("layers.1.weight").item()).isEqualTo(3);
        assertThat(Tree.leaves(model())).hasSize(6);
    }

    @Test
    void mappingKeepsTheFormAndTheConfiguration() {
        Model doubled = Tree.map(model(), tensor -> tensor.mul(2));
        assertThat(Tree.paths(doubled)).isEqualTo(Tree.paths(model()));
        assertThat(Tree.leaves(doubled).stream().map(Tensor::item)).containsExactly(2.0, 4.0, 6.0, 10.0, 12.0, 8.0);
        assertThat(doubled.depth()).isEqualTo(2);
        assertThat(doubled.layers().get(1).activation()).isEqualTo("relu");
        assertThat(doubled.layers().get(1).bias()).isEmpty();
    }

    @Test
    void twoOfOneFormAreMappedPathByPath() {
        Model sum = Tree.map(model(), Tree.map(model(), tensor -> tensor.mul(10)), Tensor::add);
        assertThat(Tree.leaves(sum).stream().map(Tensor::item)).containsExactly(11.0, 22.0, 33.0, 55.0, 66.0, 44.0);
        assertThat(sum.depth()).isEqualTo(2);
        assertThat(Tree.map(Map.of("a", Tensor.of(1f), "b", Tensor.of(2f)), map("b", 5, "a", 7), Tensor::add)
                        .get("b")
                        .item())
                .isEqualTo(7);
        assertThatThrownBy(() -> Tree.map(map("a", 1, "b", 2), map("a", 1, "c", 2), Tensor::add))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("second holds [a, c], not [a, b]");
    }

    private static Map<String, Tensor> map(String first, float a, String second, float b) {
        Map<String, Tensor> map = new LinkedHashMap<>();
        map.put(first, Tensor.of(a));
        map.put(second, Tensor.of(b));
        return map;
    }

    @Test
    void rebuildingTakesTheTensorsInOrder() {
        Model model = model();
        List<Tensor> leaves = Tree.leaves(model);
        assertThat(Tree.leaves(Tree.rebuild(model, leaves.reversed()))).isEqualTo(leaves.reversed());
    }

    @Test
    void aDescriptionHasTypesInThePlaceOfTensors() {
        assertThat(Tree.describe(model()))
                .isEqualTo("Model[layers=[Dense[weight=float32[1], bias=float32[1], activation=tanh],"
                        + " Dense[weight=float32[1], bias=none, activation=relu]],"
                        + " extra={beta=float32[1], alpha=float32[1]}, scale=float32[1], depth=2]");
        assertThat(Tree.describe(new int[][] {{1}, {2, 3}})).isEqualTo("[[[1], [2, 3]]]");
    }

    @Test
    void partsOfATypeAreReplacedInOrder() {
        Dense other = new Dense(Tensor.of(9f), Optional.empty(), "tanh");
        Model replaced = Tree.replace(
                model(), Dense.class, List.of(other, model().layers().getFirst()));
        assertThat(replaced.layers().getFirst()).isSameAs(other);
        assertThat(Tree.paths(replaced)).startsWith("layers.0.weight", "layers.1.weight", "layers.1.bias");
        assertThat(replaced.scale().item()).isEqualTo(4);
        assertThatThrownBy(() -> Tree.replace(model(), Dense.class, List.of(other, other, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 of Dense for a value that holds 2");
    }

    @Test
    void aWrongNumberOfTensorsIsAnError() {
        List<Tensor> leaves = Tree.leaves(model());
        List<Tensor> more = new java.util.ArrayList<>(leaves);
        more.add(Tensor.of(1f));
        assertThatThrownBy(() -> Tree.rebuild(model(), more)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tree.rebuild(model(), leaves.subList(0, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 of Tensor for a value that holds 6");
    }

    @Test
    void aTensorIsATreeWithoutAPath() {
        Tensor tensor = Tensor.of(1f);
        assertThat(Tree.named(tensor)).containsExactly(Map.entry("", tensor));
        assertThat(Tree.map(tensor, t -> t.mul(2)).item()).isEqualTo(2);
    }

    @Test
    void whatHoldsNoTensorIsConfiguration() {
        assertThat(Tree.leaves("a string")).isEmpty();
        assertThat(Tree.leaves(List.of(1, 2))).isEmpty();
        assertThat(Tree.map(List.of(1, 2), t -> t)).containsExactly(1, 2);
    }

    @Test
    void aRecordThatRefusesItsTensorsSaysSo() {
        record Picky(Tensor x) {
            Picky {
                if (x.shape().rank() != 1) {
                    throw new IllegalArgumentException("a vector");
                }
            }
        }
        assertThatThrownBy(() -> Tree.map(new Picky(Tensor.of(1f)), t -> t.unsqueeze(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Picky");
    }

    @Test
    void partsOfATypeAreFoundWhereverTheyStand() {
        record Rate(double value) {}
        record Part(Optional<Rate> rate, Tensor tensor) {}
        record Whole(List<Part> parts, Map<String, Object> others, Rate own) {}
        Tensor tensor = Tensor.scalar(1);
        Whole whole = new Whole(
                List.of(new Part(Optional.of(new Rate(1)), tensor), new Part(Optional.empty(), tensor)),
                Map.of("a", new Rate(2)),
                new Rate(3));
        assertThat(Tree.parts(whole, Rate.class)).containsExactly(new Rate(1), new Rate(2), new Rate(3));
        assertThat(Tree.parts(whole, Part.class)).hasSize(2);
        assertThat(Tree.parts(tensor, Rate.class)).isEmpty();
    }

    @Test
    void evaluatingComputesAllTensorsAtOnceAndLetsTheirGraphGo() {
        record Pair(Tensor twice, Tensor more, String name) {}
        AtomicInteger runs = new AtomicInteger();
        CustomOp counted = CustomOp.onArrays("counted", inputs -> inputs, call -> {
            runs.incrementAndGet();
            System.arraycopy(call.input(0), 0, call.result(0), 0, 2);
        });
        Tensor shared = counted.apply(Tensor.of(1.0, 2.0));
        Pair pair = Tree.evaluate(new Pair(shared.mul(2), shared.add(1), "pair"));
        assertThat(runs).hasValue(1);
        assertThat(pair.twice().toDoubles()).containsExactly(2, 4);
        assertThat(pair.more().toDoubles()).containsExactly(2, 3);
        assertThat(pair.name()).isEqualTo("pair");
        assertThat(Tree.leaves(pair))
                .allSatisfy(leaf -> assertThat(leaf.node().inputs()).isEmpty());
        assertThat(runs).hasValue(1);
        Tensor given = Tensor.of(7.0);
        List<Tensor> some = Tree.evaluate(List.of(given, shared.mul(2), shared.mul(2)));
        assertThat(some.getFirst()).as("known before").isEqualTo(given);
        assertThat(some.get(1)).as("one tensor stays one").isEqualTo(some.get(2));
    }

    @Test
    void whatIsKnownOnlyWhenAFunctionRunsIsNotEvaluated() {
        Compiled<Tensor, Tensor> compiled = Compiled.of(x -> Tree.evaluate(x.mul(2)));
        assertThatThrownBy(() -> compiled.apply(Tensor.of(1f)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no value: it stands for what a function is given");
    }

    @Test
    void mapsWithoutAnOrderComeByTheirKeys() {
        List<String> keys = List.of("q", "b", "z", "a", "k", "c");
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        keys.forEach(key -> ordered.put(key, Tensor.scalar(keys.indexOf(key))));
        Map<String, Tensor> any = Map.copyOf(ordered);
        List<String> sorted = keys.stream().sorted().toList();
        assertThat(Tree.paths(any)).isEqualTo(sorted);
        assertThat(Tree.paths(new HashMap<>(any))).isEqualTo(sorted);
        assertThat(Tree.leaves(any)).isEqualTo(sorted.stream().map(any::get).toList());
        assertThat(Tree.parts(any, Tensor.class)).isEqualTo(Tree.leaves(any));
        record Rate(double value) {}
        assertThat(Tree.records(Map.of("b", new Rate(1), "a", new Rate(2))).keySet())
                .containsExactly("a", "b");
        Map<String, Tensor> twice = Tree.map(any, tensor -> tensor.mul(2));
        assertThat(twice.keySet()).containsExactlyElementsOf(sorted);
        keys.forEach(key -> assertThat(twice.get(key).item()).isEqualTo(2f * keys.indexOf(key)));
        assertThat(Tree.describe(any)).startsWith("{a=");
        // an order that was given stays, also in what is made of it
        assertThat(Tree.paths(ordered)).isEqualTo(keys);
        assertThat(Tree.paths(Tree.map(ordered, Tensor::neg))).isEqualTo(keys);
        Map<Object, Tensor> mixed = Map.of(1, Tensor.scalar(1), "a", Tensor.scalar(2));
        assertThat(Tree.map(mixed, Tensor::neg).get("a").item()).isEqualTo(-2);
    }
}
