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

/** Sums and maxima over all elements, over rows and over columns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Reductions {
    /** Rows and columns. */
    @Param({"100", "1000"})
    public int extent;

    private Tensor x = Tensor.zeros(0);
    private final Compiled<Tensor, Tensor> all = Compiled.of(given -> given.sum());
    private final Compiled<Tensor, Tensor> rows = Compiled.of(given -> given.sum(1));
    private final Compiled<Tensor, Tensor> columns = Compiled.of(given -> given.sum(0));
    private final Compiled<Tensor, Tensor> largest = Compiled.of(given -> given.max(1));

    /** Draws the numbers. */
    @Setup
    public void draw() {
        x = RandomKey.of(1).normal(Shape.of(extent, extent)).evaluate();
    }

    @Benchmark
    public Tensor sumOfAll() {
        return all.apply(x);
    }

    @Benchmark
    public Tensor sumOfRows() {
        return rows.apply(x);
    }

    @Benchmark
    public Tensor sumOfColumns() {
        return columns.apply(x);
    }

    @Benchmark
    public Tensor maximumOfRows() {
        return largest.apply(x);
    }
}
