package org.chainrule.bench.libtorch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.protocol.Numbers;
import org.chainrule.bench.protocol.Perceptron;
import org.chainrule.bench.protocol.Workload;

/** W1, W2, W3: zero_grad, forward, backward and the optimizer's step, in one PointerScope that frees the intermediates. */
final class PerceptronWorkload implements Workload {
    private final Perceptron task;
    private final List<LinearImpl> layers = new ArrayList<>();
    private final Tensor examples;
    private final Tensor labels;
    private final Runnable forget;
    private final Runnable update;

    PerceptronWorkload(Perceptron task) {
        this.task = task;
        TensorVector parameters = new TensorVector();
        for (int layer = 0; layer < task.layers(); layer++) {
            LinearImpl linear = linear(task, layer);
            layers.add(linear);
            parameters.push_back(linear.weight());
            parameters.push_back(linear.bias());
        }
        examples = Tensors.of(task.examples(), task.batch(), task.inputs(0));
        labels = Tensors.of(task.labels());
        switch (task.update()) {
            case Perceptron.Update.GradientDescent descent -> {
                SGD optimizer = new SGD(parameters, new SGDOptions(descent.rate()));
                forget = optimizer::zero_grad;
                update = optimizer::step;
            }
            case Perceptron.Update.Adam adam -> {
                Adam optimizer = new Adam(parameters, new AdamOptions(adam.rate()));
                forget = optimizer::zero_grad;
                update = optimizer::step;
            }
        }
    }

    private static LinearImpl linear(Perceptron task, int layer) {
        int inputs = task.inputs(layer);
        int outputs = task.outputs(layer);
        LinearImpl linear = new LinearImpl(inputs, outputs);
        try (NoGradGuard noGradients = new NoGradGuard()) {
            // libtorch keeps weights as [outputs, inputs]
            linear.weight().copy_(Tensors.of(Numbers.transposed(task.weight(layer), inputs, outputs), outputs, inputs));
            linear.bias().copy_(Tensors.of(task.bias(layer), outputs));
        }
        return linear;
    }

    @Override
    public void step() {
        try (PointerScope scope = new PointerScope()) {
            train();
        }
    }

    @Override
    public double[] observedStep() {
        try (PointerScope scope = new PointerScope()) {
            return new double[] {train().item_float()};
        }
    }

    private Tensor train() {
        forget.run();
        Tensor activity = examples;
        for (int layer = 0; layer < layers.size() - 1; layer++) {
            activity = activate(layers.get(layer).forward(activity));
        }
        Tensor loss = torch.cross_entropy_loss(layers.getLast().forward(activity), labels);
        loss.backward();
        update.run();
        return loss;
    }

    private Tensor activate(Tensor x) {
        return switch (task.activation()) {
            case TANH -> x.tanh();
            case RELU -> x.relu();
        };
    }
}
