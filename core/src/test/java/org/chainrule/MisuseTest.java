package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.graph.DType;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.DerivativeException;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is wrong is said, where it is wrong, and never answered with wrong numbers. */
class MisuseTest {
    private static final Tensor TWO = Tensor.of(1f, 2f);

    private record Counted(Tensor value, int count) {}

    private record Scaled(Tensor value, double[] factors) {}

    private record Holder(@Nullable Tensor tensor) {}

    private static Map<String, Tensor> map(String first, Tensor a, String second, Tensor b) {
        LinkedHashMap<String, Tensor> map = new LinkedHashMap<>();
        map.put(first, a);
        map.put(second, b);
        return Collections.unmodifiableSequencedMap(map);
    }

    @Test
    void aStepKeepsTheOrderAndTheKeysOfItsState() {
        Map<String, Tensor> start = map("a", TWO, "b", TWO.mul(10));
        assertThatThrownBy(() -> CompiledLoop.of(
                                start,
                                (Map<String, Tensor> s, Tensor x) ->
                                        new CompiledLoop.Next<>(map("b", s.get("b"), "a", s.get("a")), x))
                        .step(TWO))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[a, b] before and [b, a] after");
        assertThatThrownBy(() -> CompiledLoop.of(
                                start,
                                (Map<String, Tensor> s, Tensor x) ->
                                        new CompiledLoop.Next<>(map("z", s.get("b"), "b", s.get("b")), x))
                        .step(TWO))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void aStepKeepsWhatIsNoTensor() {
        CompiledLoop<Counted, Tensor, Tensor> loop = CompiledLoop.of(
                new Counted(TWO, 1),
                (state, x) -> new CompiledLoop.Next<>(new Counted(state.value().add(x), state.count() + 1), x));
        assertThatThrownBy(() -> loop.step(TWO))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("count=2");
    }

    @Test
    void aLoopWhoseStepFailedAnswersNoMore() {
        CompiledLoop<List<Tensor>, Tensor, Tensor> loop = CompiledLoop.of(
                List.of(TWO, TWO),
                (state, i) -> new CompiledLoop.Next<>(
                        List.of(state.get(0).add(1), state.get(1).gather(0, i)), state.get(0)));
        loop.step(Tensor.of(0, 1));
        assertThatThrownBy(() -> loop.step(Tensor.of(0, 7))).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(loop::state)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("earlier step failed");
        assertThatThrownBy(() -> loop.step(Tensor.of(0, 1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTensorOfAnotherTraceIsNoArgument() {
        Tensor[] kept = new Tensor[1];
        Compiled.of((Tensor x) -> {
                    kept[0] = x.add(1);
                    return x;
                })
                .apply(TWO);
        assertThatThrownBy(() -> Compiled.of((Tensor x) -> x.add(kept[0])).apply(TWO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("belongs to another function");
    }

    @Test
    void aCompiledFunctionInsideATraceIsAPartOfIt() {
        Compiled<Tensor, Tensor> inner = Compiled.of(x -> x.mul(3));
        Compiled<Tensor, Tensor> outer = Compiled.of(x -> inner.apply(x.add(1)).sum());
        assertThat(outer.apply(TWO).item()).isEqualTo(15);
    }

    @Test
    void twoTensorsOfOnePathAreRefused() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("a.b", TWO);
        tree.put("a", Map.of("b", TWO));
        assertThatThrownBy(() -> Tree.named(tree))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.b");
    }

    @Test
    void tensorsInArraysAndSetsAreRefused() {
        assertThatThrownBy(() -> Gradient.of(TWO.sum()).at(new Tensor[] {TWO}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Tensor[]");
        assertThatThrownBy(() -> Tree.leaves(Set.of(TWO))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tree.leaves(Map.of("deep", new Object[] {TWO})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void arraysOfNumbersInAnArgumentAreComparedByWhatTheyHold() {
        double[] factors = {2};
        Compiled<Scaled, Tensor> scaled = Compiled.of(given -> given.value().mul(given.factors()[0]));
        assertThat(scaled.apply(new Scaled(TWO, factors)).toFloats()).containsExactly(2, 4);
        factors[0] = 3;
        assertThat(scaled.apply(new Scaled(TWO, factors)).toFloats()).containsExactly(3, 6);
    }

    @Test
    void nothingIsNoTensor() {
        assertThatThrownBy(() -> Tree.leaves(new Holder(null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tensor is null");
    }

    @Test
    void extentsThatAddUpToMoreThanAnArrayAreRefused() {
        Tensor half = Tensor.zeros(Integer.MAX_VALUE - 64);
        assertThatThrownBy(() -> Tensor.concat(0, List.of(half, half, half)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("6442450749");
        assertThatThrownBy(() -> TWO.pad(0, Integer.MAX_VALUE, Integer.MAX_VALUE))
                .isInstanceOf(ShapeException.class);
        assertThat(Tensor.zeros(65536, 65536, 0).shape().size()).isZero();
    }

    @Test
    void axesAreNamedOnceEach() {
        assertThatThrownBy(() -> Tensor.zeros(2, 3).permute()).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Tensor.zeros(2, 3, 4).permute(0, 1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> TWO.scatterAdd(-5, Tensor.of(0, 1), 3)).isInstanceOf(ShapeException.class);
    }

    @Test
    void backwardSlicesCountAsInNumPy() {
        Tensor x = Tensor.of(1, 2, 3);
        assertThat(x.slice(0, 2, -1, -1).toInts()).isEmpty();
        assertThat(x.slice(0, 2, -4, -1).toInts()).containsExactly(3, 2, 1);
        assertThat(x.slice(0, -1, 0, -1).toInts()).containsExactly(3, 2);
        assertThatThrownBy(() -> x.slice(0, 2, -5, -1)).isInstanceOf(ShapeException.class);
    }

    @Test
    void numbersBeyondAnIntBecomeTheNearest() {
        assertThat(Tensor.of(1e10f, -1e10f, 2.9f, Float.NaN).toInts())
                .containsExactly(Integer.MAX_VALUE, Integer.MIN_VALUE, 2, 0);
        assertThat(Tensor.of(1e10f).cast(DType.INT32).toInts()).containsExactly(Integer.MAX_VALUE);
    }

    @Test
    void whatDoesNotMoveSmoothlyHasNoGradient() {
        Tensor counts = Tensor.of(1, 2);
        Tensor loss = counts.cast(DType.FLOAT32).mul(TWO).sum();
        assertThatThrownBy(() -> Gradient.of(loss).at(counts))
                .isInstanceOf(DTypeException.class)
                .hasMessage("gradient: at int32[2], but only floating numbers have one; cast() before computing it");
        assertThatThrownBy(() -> Gradient.of(counts.sum()).at(TWO))
                .isInstanceOf(DTypeException.class)
                .hasMessage("gradient: of int32[], but only floating numbers have one; cast() before computing it");
        List<Tensor> both = Gradient.of(loss).at(List.of(counts, TWO));
        assertThat(both.getFirst().toInts()).containsExactly(0, 0);
        assertThat(both.getLast().toFloats()).containsExactly(1, 2);
    }

    @Test
    void whatAFunctionGaveHasNoGradientOutsideOfIt() {
        Compiled<Tensor, Tensor> energy = Compiled.of(x -> x.square().sum());
        Tensor value = energy.apply(TWO);
        String refused =
                "a compiled function, a step and Tree.evaluate give numbers alone: differentiate inside of them, or a"
                        + " function by ValueAndGradient";
        assertThatThrownBy(() -> Gradient.of(value).at(TWO))
                .isInstanceOf(DerivativeException.class)
                .hasMessageStartingWith("gradient: of what was computed at MisuseTest.java:")
                .hasMessageEndingWith(refused);
        assertThatThrownBy(() -> Tangent.of(value).along(TWO, TWO))
                .isInstanceOf(DerivativeException.class)
                .hasMessageStartingWith("tangent: ")
                .hasMessageEndingWith(refused);
        Tensor known = Tree.evaluate(TWO.square().sum());
        assertThatThrownBy(() -> Gradient.of(known).at(TWO)).isInstanceOf(DerivativeException.class);
        // what is linear in data that were computed has second derivatives of zero
        Tensor data = Tree.evaluate(RandomKey.of(1).normal(Shape.of(3, 2)));
        assertThat(Hessian.of(data.matmul(TWO).mean()).at(TWO).toFloats()).containsOnly(0);
        assertThatThrownBy(() -> Jacobian.of(value).at(TWO))
                .isInstanceOf(DerivativeException.class)
                .hasMessageStartingWith("Jacobian: of what was computed at MisuseTest.java:");
        assertThat(Jacobian.of(Tensor.of(3f)).at(TWO).toFloats()).containsOnly(0);
        // what was computed of a derivative is numbers too
        Tensor slope = Tree.evaluate(Gradient.of(TWO.square().sum()).at(TWO));
        assertThatThrownBy(() -> Gradient.of(slope, slope).at(TWO)).isInstanceOf(DerivativeException.class);
        assertThatThrownBy(() -> Gradient.of(slope.square().sum()).at(TWO))
                .isInstanceOf(DerivativeException.class)
                .hasMessageContaining("no way leads");
        Tensor compiled =
                Compiled.of((Tensor x) -> Gradient.of(x.square().sum()).at(x)).apply(TWO);
        assertThatThrownBy(() -> Gradient.of(compiled.square().sum()).at(TWO)).isInstanceOf(DerivativeException.class);
        // nor by what else was not used
        assertThatThrownBy(() -> Gradient.of(Tensor.of(3f).square().sum()).at(TWO))
                .isInstanceOf(DerivativeException.class)
                .hasMessageContaining("no way leads");
        assertThat(Gradient.of(value).at(value).item()).isEqualTo(1);
        assertThat(Gradient.of(value.stopGradient().mul(TWO).sum()).at(TWO).toFloats())
                .containsExactly(5, 5);
        assertThat(ValueAndGradient.of(TWO, energy).gradient().toFloats()).containsExactly(2, 4);
    }

    @Test
    void aTensorThatWasKeptWhileAFunctionWasTracedHasNoValue() {
        Tensor[] kept = new Tensor[1];
        Compiled.<Tensor, Tensor>of(x -> {
                    kept[0] = x.mul(2);
                    return x.sum();
                })
                .apply(TWO);
        assertThatThrownBy(() -> kept[0].toFloats())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside use what the function returns, not what was kept while it was traced");
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void aStepThatGivesNothingIsToldHow() {
        CompiledLoop<Tensor, List<Tensor>, Tensor> loop =
                CompiledLoop.of(TWO, (state, given) -> new CompiledLoop.Next<>(state.mul(2), null));
        assertThatThrownBy(() -> loop.step(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "is null: tensors stand in records, lists, maps and optionals; where there are none, give List.of()");
    }

    @Test
    void shapesAreToldAsTheyWereGiven() {
        assertThatThrownBy(() -> Tensor.of(1f, 2f, 3f).matmul(Tensor.ones(2, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("matmul: [3] by [2, 2]: the left has 3 columns, the right 2 rows");
        assertThatThrownBy(() -> Tensor.ones(2, 2).matmul(Tensor.of(1f, 2f, 3f)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("matmul: [2, 2] by [3]: the left has 2 columns, the right 3 rows");
    }

    @Test
    void theGradientOfALargestNaNIsSeen() {
        Tensor x = Tensor.of(1f, Float.NaN, 0f);
        assertThat(Gradient.of(x.max()).at(x).toFloats()).containsExactly(0, 1, 0);
    }

    @Test
    void uniformNumbersStayBelowTheirEnd() {
        Tensor drawn = RandomKey.of(1).uniform(Shape.of(1_000_000), 1000, 1001);
        assertThat(drawn.max().item()).isLessThan(1001);
        assertThat(drawn.min().item()).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void differentKeysHaveDifferentPurposes() {
        assertThat(numbers(new RandomKey(1, 5).fold(3))).isNotEqualTo(numbers(new RandomKey(1, 6).fold(0)));
        assertThat(numbers(RandomKey.of(3))).isNotEqualTo(numbers(new RandomKey(0, 0).fold(3)));
    }

    private static List<Long> numbers(RandomKey key) {
        return List.of(key.first().toLongs()[0], key.second().toLongs()[0]);
    }

    @Test
    void anAxisThatIsNotThereIsToldWithTheOperation() {
        Tensor x = Tensor.zeros(3, 4);
        assertThatThrownBy(() -> x.softmax(5)).hasMessageContaining("softmax: there is no axis 5 in shape [3, 4]");
        assertThatThrownBy(() -> x.argmax(-3)).hasMessageContaining("argmax: there is no axis -3");
        assertThatThrownBy(() -> x.cumulativeSum(2)).hasMessageContaining("cumulativeSum: there is no axis 2");
        assertThatThrownBy(() -> x.gather(2, Tensor.of(0))).hasMessageContaining("gather: there is no axis 2");
        assertThatThrownBy(() -> x.sum(7)).hasMessageContaining("sum: there is no axis 7");
    }

    @Test
    void oneExtentAloneFollowsFromTheOthers() {
        assertThatThrownBy(() -> Tensor.zeros(2, 3).reshape(-1, -1))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("reshape: shape [2, 3] to [-1, -1]")
                .hasMessageContaining("only one extent may be -1");
        assertThat(Tensor.zeros(2, 3).reshape(3, -1).shape()).isEqualTo(Shape.of(3, 2));
    }
}
