package org.chainrule.bench.libtorch;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.protocol.Perceptron;

/** W1, W2, W3. */
final class PerceptronWorkload {
    private final Perceptron task;
    private final List<LinearImpl> layers;
    private final Tensor examples;
    private final Tensor labels;

    private PerceptronWorkload(Perceptron task) {
        this.task = task;
        layers = IntStream.range(0, task.layers())
                .mapToObj(layer -> Parameters.linear(task.weight(layer), task.bias(layer)))
                .toList();
        examples = Tensors.of(task.examples(), task.batch(), task.inputs(0));
        labels = Tensors.of(task.labels());
    }

    static Training of(Perceptron task) {
        PerceptronWorkload workload = new PerceptronWorkload(task);
        TensorVector parameters = Parameters.of(workload.layers);
        return switch (task.update()) {
            case Perceptron.Update.GradientDescent descent ->
                Training.of(workload::loss, new SGD(parameters, new SGDOptions(descent.rate())));
            case Perceptron.Update.Adam adam -> Training.adam(workload::loss, parameters, adam.rate());
        };
    }

    private Tensor loss() {
        Tensor activity = examples;
        for (LinearImpl layer : layers.subList(0, layers.size() - 1)) {
            activity = activate(layer.forward(activity));
        }
        return torch.cross_entropy_loss(layers.getLast().forward(activity), labels);
    }

    private Tensor activate(Tensor x) {
        return switch (task.activation()) {
            case TANH -> x.tanh();
            case RELU -> x.relu();
        };
    }
}
