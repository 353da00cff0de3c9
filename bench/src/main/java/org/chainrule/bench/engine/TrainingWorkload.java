package org.chainrule.bench.engine;

import java.util.List;
import java.util.function.BiFunction;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.OptimizerState;

/** W1 to W7: a step of a compiled loop, whose state is the network and its optimizer's, on batches in turn. */
final class TrainingWorkload<M> implements Outcome {
    record Training<M>(M model, OptimizerState<M> optimizer) {}

    /** What a network is given, and what it should make of it. */
    record Batch(Tensor inputs, Tensor labels) {}

    private final List<Batch> batches;
    private final CompiledLoop<Training<M>, Batch, Tensor> loop;
    private int steps;

    TrainingWorkload(
            M model, Optimizer optimizer, double rate, List<Batch> batches, BiFunction<M, Batch, Tensor> loss) {
        this.batches = batches;
        Tensor constantRate = Tensor.scalar(rate);
        this.loop = CompiledLoop.taking(new Training<>(model, optimizer.initial(model)), (before, given) -> {
            Tensor value = loss.apply(before.model(), given);
            M gradients = Gradient.of(value).at(before.model());
            Optimizer.Updated<M> after = optimizer.update(before.model(), gradients, before.optimizer(), constantRate);
            return new CompiledLoop.Next<>(new Training<>(after.model(), after.state()), value);
        });
    }

    private Batch next() {
        return batches.get(steps++ % batches.size());
    }

    @Override
    public void step() {
        loop.advance(next());
    }

    @Override
    public Object outcome() {
        step();
        return loop.state();
    }

    @Override
    public double[] observedStep() {
        return new double[] {loop.step(next()).item()};
    }
}
