package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A compiled function that fails while it runs is as good as new: it gives the same results afterwards, and no thread waits for ever. */
@Timeout(120)
class FailingStepTest {
    private static final int TIMES = 20;
    private static final Tensor INPUTS = RandomKey.of(1).normal(Shape.of(130, 96));
    private static final Tensor FIRST = RandomKey.of(2).normal(Shape.of(96, 200));
    private static final Tensor SECOND = RandomKey.of(3).normal(Shape.of(200, 50));

    /** Plain Java between two products, forward and backward, that throws when it is told to. */
    private static final class Fragile {
        final IllegalStateException thrown = new IllegalStateException("as told");
        final AtomicBoolean forward = new AtomicBoolean();
        final AtomicBoolean backward = new AtomicBoolean();
        private final CustomOp twice = CustomOp.onArrays("fragile", inputs -> inputs, call -> doubled(forward, call, 0))
                .backwardOnArrays(call -> doubled(backward, call, 2));

        private void doubled(AtomicBoolean fails, ArrayCall call, int input) {
            if (fails.get()) {
                throw thrown;
            }
            double[] from = call.input(input);
            double[] to = call.result(0);
            for (int i = 0; i < from.length; i++) {
                to[i] = 2 * from[i];
            }
        }

        List<Tensor> step(List<Tensor> weights) {
            Tensor hidden = twice.apply(INPUTS.matmul(weights.get(0)).tanh());
            Tensor loss = hidden.matmul(weights.get(1)).square().mean();
            List<Tensor> results = new ArrayList<>(Gradient.of(loss).at(weights));
            results.add(loss);
            return results;
        }
    }

    private static List<float[]> numbers(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::toFloats).toList();
    }

    private static void assertSame(List<Tensor> results, List<float[]> expected) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(results.get(i).toFloats()).isEqualTo(expected.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void ofPlainJava(int threads) {
        Fragile fragile = new Fragile();
        try (Workers workers = Workers.of(threads)) {
            Compiled<List<Tensor>, List<Tensor>> step = Compiled.on(workers, fragile::step);
            List<Tensor> weights = List.of(FIRST, SECOND);
            List<float[]> expected = numbers(step.apply(weights));
            for (AtomicBoolean pass : List.of(fragile.forward, fragile.backward)) {
                for (int time = 0; time < TIMES; time++) {
                    pass.set(true);
                    assertThatThrownBy(() -> step.apply(weights)).isSameAs(fragile.thrown);
                    pass.set(false);
                    assertSame(step.apply(weights), expected);
                }
            }
        }
    }

    @Test
    void inOneOfSeveralCallers() throws Exception {
        Fragile fragile = new Fragile();
        try (Workers workers = Workers.of(2);
                ExecutorService callers = Executors.newFixedThreadPool(3)) {
            Compiled<List<Tensor>, List<Tensor>> step = Compiled.on(workers, fragile::step);
            List<Tensor> weights = List.of(FIRST, SECOND);
            List<float[]> expected = numbers(step.apply(weights));
            List<Future<?>> calls = new ArrayList<>();
            for (int caller = 0; caller < 3; caller++) {
                calls.add(callers.submit(() -> {
                    for (int time = 0; time < 3 * TIMES; time++) {
                        try {
                            assertSame(step.apply(weights), expected);
                        } catch (IllegalStateException e) {
                            assertThat(e).isSameAs(fragile.thrown);
                        }
                        fragile.forward.set(time % 3 == 0);
                    }
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }
            fragile.forward.set(false);
            assertSame(step.apply(weights), expected);
        }
    }

    /** Slices are picked and added by several threads, and found by loops on the tiles of a product. */
    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"INT32", "INT64"})
    void ofIndicesOutOfRange(DType type) {
        try (Workers workers = Workers.of(3)) {
            Compiled<List<Tensor>, List<Tensor>> step = Compiled.on(workers, given -> {
                Tensor table = given.get(0);
                Tensor rows = table.gather(0, given.get(1));
                Tensor loss = rows.mul(3).tanh().matmul(FIRST).square().mean();
                return List.of(Gradient.of(loss).at(table), table.indexAdd(0, given.get(1), rows.exp()), rows);
            });
            int[] indices = IntStream.range(0, 3000).map(i -> i * 7 % 130).toArray();
            List<Tensor> right = List.of(INPUTS, Tensor.of(indices).cast(type));
            List<float[]> expected = numbers(step.apply(right));
            for (int wrong : new int[] {130, -1, Integer.MAX_VALUE}) {
                for (int place : new int[] {0, 1500, 2999}) {
                    int[] others = indices.clone();
                    others[place] = wrong;
                    List<Tensor> given = List.of(INPUTS, Tensor.of(others).cast(type));
                    assertThatThrownBy(() -> step.apply(given))
                            .isInstanceOf(IndexOutOfBoundsException.class)
                            .hasMessageContainingAll("index " + wrong, "130 slices", "FailingStepTest.java:");
                    assertSame(step.apply(right), expected);
                }
            }
        }
    }

    /** The piece of a product whose tile fails is one of many, on panels that are packed for all threads. */
    @Test
    void onATileOfAProduct() {
        try (Workers workers = Workers.of(3)) {
            Tensor left = RandomKey.of(4).normal(Shape.of(512, 300));
            Tensor right = RandomKey.of(5).normal(Shape.of(300, 512));
            Compiled<Tensor, Tensor> step = Compiled.on(
                    workers, by -> left.matmul(right).mul(100).cast(DType.INT32).div(by));
            int[] divisors = IntStream.generate(() -> 3).limit(512 * 512).toArray();
            Tensor threes = Tensor.of(divisors.clone(), Shape.of(512, 512));
            int[] expected = step.apply(threes).toInts();
            for (int time = 0; time < 6; time++) {
                int place = time * 12_345 % divisors.length;
                divisors[place] = 0;
                Tensor oneIsZero = Tensor.of(divisors.clone(), Shape.of(512, 512));
                divisors[place] = 3;
                assertThatThrownBy(() -> step.apply(oneIsZero))
                        .isInstanceOf(DivisionByZeroException.class)
                        .hasMessageContaining("at [%d, %d]", place / 512, place % 512);
                assertThat(step.apply(threes).toInts()).isEqualTo(expected);
            }
        }
    }

    /** What was looked at and found wanting is not part of the next call. */
    @Test
    void blamedForNaN() {
        try (Workers workers = Workers.of(3)) {
            Compiled<Tensor, Tensor> step =
                    Compiled.on(workers, x -> x.log().matmul(FIRST).tanh());
            Tensor positive = INPUTS.square().add(1);
            float[] expected = step.apply(positive).toFloats();
            for (int time = 0; time < 3; time++) {
                assertThatThrownBy(() -> NonFinite.blame(() -> step.apply(INPUTS)))
                        .isInstanceOf(NonFiniteException.class)
                        .hasMessageContaining("log");
                assertThat(NonFinite.blame(() -> step.apply(positive)).toFloats())
                        .isEqualTo(expected);
            }
        }
    }
}
