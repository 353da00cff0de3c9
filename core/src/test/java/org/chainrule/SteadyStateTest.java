package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;
import org.chainrule.threads.Workers;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Once the Java virtual machine has compiled its kernels, a step of a loop whose result is not read makes no objects. First of all classes: after three
 * thousand tests HotSpot's profile of the Vector API is of code that no program has, and once a product then left two vectors.
 */
@Order(1)
class SteadyStateTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int STEPS = 500;
    /** Half of the smallest object. */
    private static final double BOUND = 8;
    /** Until the compiler is done; a step that allocates forever never gets below the bound. */
    private static final long PATIENCE = 30_000_000_000L;

    @Test
    void trainingOfANetwork() {
        assertAllocatesNothing(
                List.of(noise(64, 32), noise(32, 16)),
                noise(32, 64),
                (weights, x) -> x.matmul(weights.getFirst()).tanh().matmul(weights.get(1)));
    }

    /** Columns that lie apart are gathered by a map of their distances, and written lane by lane. */
    @Test
    void transposedReadsAndWrites() {
        assertAllocatesNothing(
                List.of(noise(33, 20)),
                noise(20, 33),
                (weights, x) -> weights.getFirst().transpose().mul(x).tanh());
    }

    @Test
    void aProductOfLongRows() {
        assertAllocatesNothing(
                List.of(noise(16, 2048)),
                noise(4, 2048),
                (weights, x) -> x.matmul(weights.getFirst().transpose()));
    }

    /** Numbers of two widths are put together without vectors; of several sums in a loop each has its partial results. */
    @Test
    void sumsInScalarCode() {
        assertAllocatesNothing(List.of(noise(6, 40)), noise(6, 40), (weights, x) -> {
            Tensor wide = weights.getFirst().mul(x).cast(DType.FLOAT64);
            Tensor square = wide.square();
            return wide.sum(1).add(square.sum(1)).add(wide.mul(square).sum(1));
        });
    }

    @Test
    void aScan() {
        Tensor sequence = noise(6, 16, 24);
        assertAllocatesNothing(
                List.of(noise(24, 24)),
                sequence,
                (weights, x) -> Scan.of((Tensor h, Tensor one) -> {
                            Tensor next = h.matmul(weights.getFirst()).add(one).tanh();
                            return new Scan.Step<>(next, next);
                        })
                        .over(Tensor.zeros(16, 24), x)
                        .carry());
    }

    /** Plain Java over whole arrays works on copies that are used again. */
    @Test
    void sorting() {
        assertAllocatesNothing(
                List.of(noise(2, 600)),
                noise(2, 600),
                (weights, x) -> weights.getFirst()
                        .mul(x.argsort(1).add(x.mul(0.1).argsort(0)).cast(DType.FLOAT32)));
    }

    /** Slices of a table, whose gradient is a sum of slices. */
    @Test
    void lookingUpInATable() {
        Tensor numbers = Tensor.of(IntStream.range(0, 40).map(i -> i * 7 % 50).toArray());
        assertAllocatesNothing(
                List.of(noise(50, 24)),
                noise(40, 24),
                (weights, x) -> weights.getFirst().gather(0, numbers).tanh().mul(x));
    }

    /** As optimizers for row-sparse gradients do it: rows are sorted, summed, looked up in the momentum and added to both tables. */
    @Test
    void rowsOfATableThatAreUpdatedInPlace() {
        Tensor numbers = Tensor.of(IntStream.range(0, 320).map(i -> i * 7 % 500).toArray(), Shape.of(32, 10));
        assertStepAllocatesNothing(
                List.of(noise(500, 16), noise(500, 16).mul(0), noise(16, 16), noise(16)),
                noise(32, 16),
                (before, x) -> {
                    Tensor table = before.get(0);
                    Tensor momentum = before.get(1);
                    Tensor weight = before.get(2);
                    Tensor bias = before.get(3);
                    Tensor output =
                            table.gather(0, numbers).mean(1).matmul(weight).add(bias);
                    Tensor loss = output.sub(x).square().mean();
                    RowSparse.Distinct rows = RowSparse.of(Gradient.of(loss).at(table))
                            .orElseThrow()
                            .distinct();
                    Tensor change =
                            rows.values().sub(momentum.gather(0, rows.rows()).mul(0.1));
                    List<Tensor> after = List.of(
                            rows.addTo(table, change.mul(-0.01)),
                            rows.addTo(momentum, change),
                            weight.sub(Gradient.of(loss).at(weight).mul(0.01)),
                            bias.sub(Gradient.of(loss).at(bias).mul(0.01)));
                    return new CompiledLoop.Next<>(after, loss);
                });
    }

    private static Tensor noise(int... shape) {
        return RandomKey.of(shape[0]).normal(Shape.of(shape));
    }

    /** Of what descends to the least mean square of a function. */
    private static void assertAllocatesNothing(
            List<Tensor> weights, Tensor given, BiFunction<List<Tensor>, Tensor, Tensor> function) {
        assertStepAllocatesNothing(weights, given, (before, x) -> {
            Tensor loss = function.apply(before, x).square().mean();
            List<Tensor> gradients = Gradient.of(loss).at(before);
            List<Tensor> after = IntStream.range(0, before.size())
                    .mapToObj(i -> before.get(i).sub(gradients.get(i).mul(0.01)))
                    .toList();
            return new CompiledLoop.Next<>(after, loss);
        });
    }

    private static void assertStepAllocatesNothing(
            List<Tensor> initial,
            Tensor given,
            BiFunction<List<Tensor>, Tensor, CompiledLoop.Next<List<Tensor>, Tensor>> step) {
        try (Workers workers = Workers.of(1)) {
            CompiledLoop<List<Tensor>, Tensor, Tensor> loop = CompiledLoop.on(workers, initial, step);
            long begin = System.nanoTime();
            double bytes;
            do {
                bytes = bytesAStep(loop, given);
            } while (bytes >= BOUND && System.nanoTime() - begin < PATIENCE);
            assertThat(bytes).as("bytes a step").isLessThan(BOUND);
        }
    }

    private static double bytesAStep(CompiledLoop<List<Tensor>, Tensor, Tensor> loop, Tensor given) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int step = 0; step < STEPS; step++) {
            loop.advance(given);
        }
        return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / STEPS;
    }
}
