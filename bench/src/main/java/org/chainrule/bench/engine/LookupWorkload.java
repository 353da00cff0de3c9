package org.chainrule.bench.engine;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.bench.protocol.Lookup;
import org.chainrule.bench.protocol.Workload;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Dense;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.optim.Adam;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.OptimizerState;
import org.chainrule.optim.SparseAdam;

/** W5. */
final class LookupWorkload implements Workload {
    record Model(Tensor table, Dense output) {}

    record Training(Model model, OptimizerState<Model> optimizer) {}

    record Batch(Tensor ids, Tensor labels) {}

    private final List<Batch> batches;
    private final CompiledLoop<Training, Batch, Tensor> loop;
    private int steps;

    private LookupWorkload(List<Batch> batches, CompiledLoop<Training, Batch, Tensor> loop) {
        this.batches = batches;
        this.loop = loop;
    }

    static Workload of(Lookup task) {
        Tensor labels = Tensor.of(task.labels());
        List<Batch> batches = IntStream.range(0, task.batches())
                .mapToObj(number ->
                        new Batch(Tensor.of(task.ids(number), Shape.of(task.batch(), task.words())), labels))
                .toList();
        Model model = new Model(
                Tensor.of(task.table(), Shape.of(task.rows(), task.width())),
                new Dense(Tensor.of(task.weight(), Shape.of(task.width(), task.classes())), Tensor.of(task.bias())));
        Optimizer optimizer = task.sparse() ? new SparseAdam() : new Adam();
        Tensor rate = Tensor.scalar(task.rate());
        return new LookupWorkload(
                batches, CompiledLoop.of(new Training(model, optimizer.initial(model)), (before, given) -> {
                    Tensor words = before.model().table().gather(0, given.ids()).mean(1);
                    Tensor outputs = before.model().output().apply(words);
                    Tensor loss = new SoftmaxCrossEntropy().of(outputs, given.labels());
                    Model gradients = Gradient.of(loss).at(before.model());
                    Optimizer.Updated<Model> after =
                            optimizer.update(before.model(), gradients, before.optimizer(), rate);
                    return new CompiledLoop.Next<>(new Training(after.model(), after.state()), loss);
                }));
    }

    private Tensor train() {
        return loop.step(batches.get(steps++ % batches.size()));
    }

    @Override
    public void step() {
        train();
    }

    @Override
    public double[] observedStep() {
        return new double[] {train().item()};
    }
}
