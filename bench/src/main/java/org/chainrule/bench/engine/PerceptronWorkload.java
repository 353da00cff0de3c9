package org.chainrule.bench.engine;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.CompiledLoop;
import org.chainrule.Gradient;
import org.chainrule.Tensor;
import org.chainrule.bench.protocol.Perceptron;
import org.chainrule.bench.protocol.Workload;
import org.chainrule.graph.DType;
import org.chainrule.graph.Shape;

/** W1, W2, W3: the state of the loop is the network and its optimizer's. */
final class PerceptronWorkload implements Workload {
    record Layer(Tensor weight, Tensor bias) {
        Tensor apply(Tensor x) {
            return x.matmul(weight).add(bias);
        }
    }

    record Batch(Tensor examples, Tensor labels) {}

    private final CompiledLoop<Optimization.State<List<Layer>>, Batch, Tensor> loop;
    private final Batch batch;

    private PerceptronWorkload(Perceptron task, Batch batch) {
        List<Layer> layers = new ArrayList<>();
        for (int layer = 0; layer < task.layers(); layer++) {
            Tensor weight = Tensor.of(task.weight(layer), Shape.of(task.inputs(layer), task.outputs(layer)));
            layers.add(new Layer(weight, Tensor.of(task.bias(layer))));
        }
        this.batch = batch;
        this.loop = CompiledLoop.of(Optimization.State.of(layers), (state, given) -> {
            Tensor loss = loss(task, state.model(), given);
            List<Layer> gradients = Gradient.of(loss).at(state.model());
            return new CompiledLoop.Next<>(Optimization.step(task.update(), state, gradients), loss);
        });
    }

    static Workload of(Perceptron task) {
        Tensor examples = Tensor.of(task.examples(), Shape.of(task.batch(), task.inputs(0)));
        return new PerceptronWorkload(task, new Batch(examples, Tensor.of(task.labels())));
    }

    private static Tensor loss(Perceptron task, List<Layer> layers, Batch batch) {
        Tensor activity = batch.examples();
        for (Layer layer : layers.subList(0, layers.size() - 1)) {
            Tensor sum = layer.apply(activity);
            activity = switch (task.activation()) {
                case TANH -> sum.tanh();
                case RELU -> sum.relu();
            };
        }
        Tensor logits = layers.getLast().apply(activity);
        Tensor right = batch.labels().unsqueeze(1).eq(Tensor.iota(task.classes(), DType.INT32));
        return logits.logSumExp(1).sub(right.where(logits, 0).sum(1)).mean();
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
