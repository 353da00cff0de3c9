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

/** Chains of elementwise operations, which become one kernel each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Elementwise {
    /** Numbers in the tensor. */
    @Param({"1000", "100000", "1000000"})
    public int size;

    private Tensor x = Tensor.zeros(0);
    private final Compiled<Tensor, Tensor> arithmetic =
            Compiled.of(given -> given.mul(1.5).add(0.5).square().sub(given));
    private final Compiled<Tensor, Tensor> transcendental =
            Compiled.of(given -> given.tanh().mul(given.logistic()).add(given.exp()));

    /** Draws the numbers. */
    @Setup
    public void draw() {
        x = RandomKey.of(1).normal(Shape.of(size)).evaluate();
    }

    /** Four cheap operations: a question of memory. */
    @Benchmark
    public Tensor arithmeticChain() {
        return arithmetic.apply(x);
    }

    /** tanh, logistic and exp: a question of the polynomials. */
    @Benchmark
    public Tensor transcendentalChain() {
        return transcendental.apply(x);
    }
}
