package org.chainrule.bench.kernels;

import java.util.concurrent.TimeUnit;
import org.chainrule.CompiledLoop;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.chainrule.optim.Adam;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.OptimizerState;
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

/** Adam's update of one parameter in place: four arrays read, three written. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AdamUpdate {
    /** Numbers in the parameter. */
    @Param({"10000", "1000000"})
    public int size;

    private Tensor gradient = Tensor.zeros(0);
    private CompiledLoop<Parameter, Tensor, Tensor> loop = loop(0);

    record Parameter(Tensor value, OptimizerState<Tensor> state) {}

    private static CompiledLoop<Parameter, Tensor, Tensor> loop(int size) {
        Adam adam = new Adam();
        Tensor initial = Tensor.zeros(size);
        Tensor rate = Tensor.scalar(1e-3);
        return CompiledLoop.of(new Parameter(initial, adam.initial(initial)), (before, given) -> {
            Optimizer.Updated<Tensor> after = adam.update(before.value(), given, before.state(), rate);
            return new CompiledLoop.Next<>(
                    new Parameter(after.model(), after.state()), after.state().step());
        });
    }

    /** Draws the gradient. */
    @Setup
    public void draw() {
        gradient = RandomKey.of(1).normal(Shape.of(size)).evaluate();
        loop = loop(size);
    }

    @Benchmark
    public Tensor update() {
        return loop.step(gradient);
    }
}
