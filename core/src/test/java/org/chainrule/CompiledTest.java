package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.chainrule.graph.Shape;
import org.chainrule.graph.ShapeException;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Test;

class CompiledTest {
    record Line(Tensor slope, Tensor intercept) {
        Tensor at(Tensor x) {
            return x.mul(slope).add(intercept);
        }
    }

    record Points(Tensor x, Tensor y) {}

    private static final Points POINTS =
            new Points(Tensor.of(0f, 1, 2, 3).evaluate(), Tensor.of(1f, 3, 5, 7).evaluate());

    private static CompiledLoop.Next<Line, Tensor> descend(Line line, Points points) {
        Tensor loss = line.at(points.x()).sub(points.y()).square().mean();
        Line gradient = Gradient.of(loss).at(line);
        Line next = new Line(
                line.slope().sub(gradient.slope().mul(0.1)),
                line.intercept().sub(gradient.intercept().mul(0.1)));
        return new CompiledLoop.Next<>(next, loss);
    }

    @Test
    void aFunctionIsTracedOncePerShape() {
        AtomicInteger traced = new AtomicInteger();
        Compiled<Tensor, Tensor> square = Compiled.of(x -> {
            traced.incrementAndGet();
            return x.square();
        });
        assertThat(square.apply(Tensor.of(1f, 2)).toFloats()).containsExactly(1, 4);
        assertThat(square.apply(Tensor.of(3f, 4)).toFloats()).containsExactly(9, 16);
        assertThat(traced).hasValue(1);
        assertThat(square.apply(Tensor.of(1f, 2, 3)).toFloats()).containsExactly(1, 4, 9);
        assertThat(traced).hasValue(2);
    }

    @Test
    void recordsGoInAndComeOut() {
        Compiled<Points, Points> swap =
                Compiled.of(points -> new Points(points.y(), points.x().add(points.y())));
        Points swapped = swap.apply(POINTS);
        assertThat(swapped.x().toFloats()).containsExactly(1, 3, 5, 7);
        assertThat(swapped.y().toFloats()).containsExactly(1, 4, 7, 10);
    }

    @Test
    void advancingMovesTheStateAsStepsDo() {
        Line zero = new Line(Tensor.scalar(0), Tensor.scalar(0));
        CompiledLoop<Line, Points, Tensor> stepped = CompiledLoop.of(zero, CompiledTest::descend);
        CompiledLoop<Line, Points, Tensor> advanced = CompiledLoop.of(zero, CompiledTest::descend);
        for (int i = 0; i < 5; i++) {
            stepped.step(POINTS);
            advanced.advance(POINTS);
        }
        assertThat(advanced.state()).hasToString(stepped.state().toString());
        assertThat(advanced.state().slope().item())
                .isEqualTo(stepped.state().slope().item());
        Tensor kept = advanced.step(POINTS);
        double loss = kept.item();
        advanced.advance(POINTS);
        advanced.advance(new Points(Tensor.of(0f, 9), Tensor.of(5f, 5)));
        advanced.step(POINTS);
        assertThat(kept.item()).isEqualTo(loss).isEqualTo(stepped.step(POINTS).item());
    }

    @Test
    void aStateThatIsNotReadIsOverwritten() {
        CompiledLoop<Tensor, Tensor, List<Tensor>> loop =
                CompiledLoop.of(Tensor.zeros(3), (before, x) -> new CompiledLoop.Next<>(x.square(), List.of()));
        assertThat(loop.explain(Tensor.of(1f, 2, 3))).contains("updated in place");
        loop.advance(Tensor.of(1f, 2, 3));
        assertThat(loop.state().toFloats()).containsExactly(1, 4, 9);
        loop.advance(Tensor.of(4f, 5, 6));
        assertThat(loop.state().toFloats()).containsExactly(16, 25, 36);
    }

    @Test
    void aLoopLearnsALine() {
        CompiledLoop<Line, Points, Tensor> loop =
                CompiledLoop.of(new Line(Tensor.scalar(0), Tensor.scalar(0)), CompiledTest::descend);
        double first = loop.step(POINTS).item();
        IntStream.range(0, 300).forEach(i -> loop.step(POINTS));
        assertThat(first).isEqualTo(21);
        assertThat(loop.state().slope().item()).isCloseTo(2, org.assertj.core.data.Offset.offset(1e-3));
        assertThat(loop.state().intercept().item()).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-3));
    }

    @Test
    void theInitialStateStaysAsItIs() {
        Line initial = new Line(Tensor.scalar(0), Tensor.scalar(0));
        CompiledLoop<Line, Points, Tensor> loop = CompiledLoop.of(initial, CompiledTest::descend);
        loop.step(POINTS);
        Line after = loop.state();
        loop.step(POINTS);
        assertThat(initial.slope().item()).isZero();
        assertThat(after.slope().item()).isNotEqualTo(loop.state().slope().item());
    }

    @Test
    void statesThatChangePlacesOrStay() {
        CompiledLoop<List<Tensor>, Tensor, Tensor> loop = CompiledLoop.of(
                List.of(Tensor.of(1f, 2), Tensor.of(3f, 4), Tensor.of(5f, 6)),
                (state, add) -> new CompiledLoop.Next<>(
                        List.of(state.get(1), state.get(0), state.get(2)),
                        state.get(2).add(add)));
        loop.step(Tensor.scalar(1));
        assertThat(loop.state().get(0).toFloats()).containsExactly(3, 4);
        loop.step(Tensor.scalar(1));
        assertThat(loop.step(Tensor.scalar(1)).toFloats()).containsExactly(6, 7);
        assertThat(loop.state().get(0).toFloats()).containsExactly(3, 4);
        assertThat(loop.state().get(1).toFloats()).containsExactly(1, 2);
        assertThat(loop.state().get(2).toFloats()).containsExactly(5, 6);
    }

    @Test
    void aStateThatIsReadAfterItIsReplacedKeepsItsOldValue() {
        Tensor start = Tensor.of(RandomKey.of(1).normal(Shape.of(64, 64)).data());
        CompiledLoop<Tensor, Tensor, Tensor> loop = CompiledLoop.of(start, (w, x) -> {
            Tensor next = w.sub(x.transpose().matmul(x).mul(0.01));
            return new CompiledLoop.Next<>(
                    next, next.matmul(w).sum().add(w.flip(0).sub(w).square().sum()));
        });
        Tensor x = Tensor.of(RandomKey.of(2).normal(Shape.of(32, 64)).data());
        Tensor next = start.sub(x.transpose().matmul(x).mul(0.01));
        double expected = next.matmul(start)
                .sum()
                .add(start.flip(0).sub(start).square().sum())
                .item();
        assertThat(loop.step(x).item()).isCloseTo(expected, org.assertj.core.data.Percentage.withPercentage(0.01));
        assertThat(loop.state().toFloats()).usingComparatorWithPrecision(1e-3f).containsExactly(next.toFloats());
    }

    @Test
    void theSameBitsWithAnyNumberOfThreads() {
        List<float[]> results = new ArrayList<>();
        for (int threads : new int[] {1, 2, 5}) {
            try (Workers workers = Workers.of(threads)) {
                Tensor w = Tensor.of(RandomKey.of(1).normal(Shape.of(300, 200)).data());
                CompiledLoop<Tensor, Tensor, Tensor> loop = CompiledLoop.on(workers, w, (state, x) -> {
                    Tensor loss = x.matmul(state).tanh().square().sum();
                    Tensor next = state.sub(Gradient.of(loss).at(state).mul(1e-3));
                    return new CompiledLoop.Next<>(next, loss);
                });
                Tensor x = Tensor.of(RandomKey.of(2).normal(Shape.of(128, 300)).data());
                IntStream.range(0, 3).forEach(i -> loop.step(x));
                results.add(loop.state().toFloats());
            }
        }
        assertThat(results.get(1)).containsExactly(results.get(0));
        assertThat(results.get(2)).containsExactly(results.get(0));
    }

    @Test
    void manyThreadsMayCallAtOnce() {
        Compiled<Tensor, Tensor> function =
                Compiled.of(x -> x.matmul(x.transpose()).tanh().sum(1));
        List<Tensor> inputs = IntStream.range(0, 40)
                .mapToObj(
                        i -> Tensor.of(RandomKey.of(i).normal(Shape.of(60, 50)).data()))
                .toList();
        List<float[]> alone =
                inputs.stream().map(x -> function.apply(x).toFloats()).toList();
        List<float[]> together =
                inputs.parallelStream().map(x -> function.apply(x).toFloats()).toList();
        for (int i = 0; i < alone.size(); i++) {
            assertThat(together.get(i)).containsExactly(alone.get(i));
        }
    }

    @Test
    void aStateThatChangesItsShapeIsRefused() {
        CompiledLoop<Tensor, Tensor, Tensor> loop =
                CompiledLoop.of(Tensor.of(1f, 2), (state, x) -> new CompiledLoop.Next<>(state.unsqueeze(0), x));
        assertThatThrownBy(() -> loop.step(Tensor.scalar(1)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("float32[2] before and float32[1, 2] after");
    }

    @Test
    void aValueAskedForWhileTracingIsRefused() {
        Compiled<Tensor, Tensor> function = Compiled.of(x -> x.mul(x.sum().item()));
        assertThatThrownBy(() -> function.apply(Tensor.of(1f, 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("argument0")
                .hasMessageContaining("use tensors, such as x.mul(x.sum())");
    }

    @Test
    void anIndexOutOfRangeIsAnErrorAndTheFunctionStaysUsable() {
        Tensor table = Tensor.of(new float[10_000], Shape.of(100, 100));
        Compiled<Tensor, Tensor> pick =
                Compiled.of(indices -> table.gather(0, indices).sum());
        assertThatThrownBy(() -> pick.apply(Tensor.of(1, 100)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("index 100");
        assertThat(pick.apply(Tensor.of(1, 99)).item()).isZero();
    }

    @Test
    void explainsNodesKernelsAndMemory() {
        Compiled<Points, Tensor> function =
                Compiled.of(points -> points.x().mul(points.y()).tanh().sum());
        assertThat(function.explain(POINTS)).contains("nodes", "tanh(", "kernels", "row sum");
        Compiled<Points, Tensor> product = Compiled.of(points ->
                points.x().tanh().reshape(2, 2).matmul(points.y().exp().reshape(2, 2)));
        assertThat(product.explain(POINTS)).contains("memory\n  arena float32");
    }

    @Test
    void whatNeedsNoBuffersIsExplainedWithoutMemory() {
        Compiled<Points, Tensor> function =
                Compiled.of(points -> points.x().mul(points.y()).tanh().sum());
        assertThat(function.explain(POINTS)).doesNotContain("memory");
    }
}
