package org.chainrule.bench.engine;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.bench.protocol.Perceptron;
import org.chainrule.bench.protocol.Workload;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Mlp;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.optim.Adam;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.OptimizerState;
import org.chainrule.optim.Sgd;

/** W1, W2, W3: one step of a compiled loop, whose state is the network and its optimizer's. */
final class PerceptronWorkload implements Workload {
    record Training(Mlp model, OptimizerState<Mlp> optimizer) {}

    record Batch(Tensor examples, Tensor labels) {}

    private final Batch batch;
    private final CompiledLoop<Training, Batch, Tensor> loop;

    private PerceptronWorkload(Batch batch, CompiledLoop<Training, Batch, Tensor> loop) {
        this.batch = batch;
        this.loop = loop;
    }

    static Workload of(Perceptron task) {
        Tensor examples = Tensor.of(task.examples(), Shape.of(task.batch(), task.inputs(0)));
        Mlp model = model(task);
        Optimizer optimizer = switch (task.update()) {
            case Perceptron.Update.GradientDescent _ -> new Sgd();
            case Perceptron.Update.Adam _ -> new Adam();
        };
        Tensor rate = Tensor.scalar(task.update().rate());
        return new PerceptronWorkload(
                new Batch(examples, Tensor.of(task.labels())),
                CompiledLoop.of(new Training(model, optimizer.initial(model)), (before, given) -> {
                    Tensor loss = new SoftmaxCrossEntropy().of(before.model().apply(given.examples()), given.labels());
                    Mlp gradients = Gradient.of(loss).at(before.model());
                    Optimizer.Updated<Mlp> after =
                            optimizer.update(before.model(), gradients, before.optimizer(), rate);
                    return new CompiledLoop.Next<>(new Training(after.model(), after.state()), loss);
                }));
    }

    private static Mlp model(Perceptron task) {
        List<Dense> layers = new ArrayList<>();
        for (int layer = 0; layer < task.layers(); layer++) {
            Tensor weight = Tensor.of(task.weight(layer), Shape.of(task.inputs(layer), task.outputs(layer)));
            layers.add(new Dense(weight, Tensor.of(task.bias(layer))));
        }
        return new Mlp(
                layers,
                switch (task.activation()) {
                    case TANH -> Activation.TANH;
                    case RELU -> Activation.RELU;
                });
    }

    @Override
    public void step() {
        loop.step(batch);
    }

    @Override
    public double[] observedStep() {
        return new double[] {loop.step(batch).item()};
    }
}
