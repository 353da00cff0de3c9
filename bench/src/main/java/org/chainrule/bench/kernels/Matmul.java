package org.chainrule.bench.kernels;

import java.util.concurrent.TimeUnit;
import org.chainrule.Compiled;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Products of square matrices, plain and with a side transposed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Matmul {
    /** Rows and columns. */
    @Param({"64", "256", "1024"})
    public int extent;

    private Pair pair = new Pair(Tensor.zeros(0), Tensor.zeros(0));
    private final Compiled<Pair, Tensor> plain =
            Compiled.of(given -> given.left().matmul(given.right()));
    private final Compiled<Pair, Tensor> leftTransposed =
            Compiled.of(given -> given.left().transpose().matmul(given.right()));
    private final Compiled<Pair, Tensor> rightTransposed =
            Compiled.of(given -> given.left().matmul(given.right().transpose()));

    /** Two factors. */
    record Pair(Tensor left, Tensor right) {}

    /** Draws the numbers. */
    @Setup
    public void draw() {
        Shape shape = Shape.of(extent, extent);
        pair = new Pair(
                RandomKey.of(1).normal(shape).evaluate(),
                RandomKey.of(2).normal(shape).evaluate());
    }

    @Benchmark
    public Tensor product() {
        return plain.apply(pair);
    }

    @Benchmark
    public Tensor productOfLeftTransposed() {
        return leftTransposed.apply(pair);
    }

    @Benchmark
    public Tensor productOfRightTransposed() {
        return rightTransposed.apply(pair);
    }
}
