package org.chainrule.bench.tfjava;

import java.util.List;
import org.chainrule.bench.protocol.Perceptron;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** W1, W2, W3. */
final class PerceptronWorkload {
    private PerceptronWorkload() {}

    static Training of(Perceptron task, Model model, int threads) {
        Placeholder<TFloat32> inputs = model.floatInput(task.batch(), task.inputs(0));
        Placeholder<TInt32> classes = model.integerInput(task.batch());
        Operand<TFloat32> activity = inputs;
        for (int layer = 0; layer < task.layers(); layer++) {
            activity = model.linear(activity, task.weight(layer), task.bias(layer));
            activity = layer == task.layers() - 1 ? activity : activate(model.tf, task.activation(), activity);
        }
        Operand<TFloat32> loss = model.crossEntropy(activity, classes, task.classes());
        return Training.of(
                model,
                threads,
                List.of(List.of(
                        new Training.Feed(inputs, Model.floats(task.examples(), task.batch(), task.inputs(0))),
                        new Training.Feed(classes, Model.integers(task.labels(), task.batch())))),
                Updates.of(task.update(), model, loss),
                loss);
    }

    private static Operand<TFloat32> activate(Ops tf, Perceptron.Activation activation, Operand<TFloat32> x) {
        return switch (activation) {
            case TANH -> tf.math.tanh(x);
            case RELU -> tf.nn.relu(x);
        };
    }
}
