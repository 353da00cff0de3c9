package org.chainrule.bench.kernels;

import java.util.concurrent.TimeUnit;
import org.chainrule.Compiled;
import org.chainrule.Gradient;
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

/** Softmax of the rows of a matrix, and the gradient through it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Softmax {
    /** Elements of a row; there are 256. */
    @Param({"10", "128", "1000"})
    public int columns;

    private Tensor x = Tensor.zeros(0);
    private final Compiled<Tensor, Tensor> forward = Compiled.of(given -> given.softmax(1));
    private final Compiled<Tensor, Tensor> backward =
            Compiled.of(given -> Gradient.of(given.softmax(1).square().sum()).at(given));

    /** Draws the numbers. */
    @Setup
    public void draw() {
        x = RandomKey.of(1).normal(Shape.of(256, columns)).evaluate();
    }

    @Benchmark
    public Tensor softmax() {
        return forward.apply(x);
    }

    @Benchmark
    public Tensor softmaxGradient() {
        return backward.apply(x);
    }
}
