package org.chainrule.bench.engine;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.bench.protocol.Perceptron;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Shape;
import org.chainrule.graph.Type;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Mlp;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.optim.Adam;
import org.chainrule.optim.Optimizer;
import org.chainrule.optim.Sgd;

/** W1, W2, W3. */
final class PerceptronWorkload {
    private PerceptronWorkload() {}

    static Outcome of(Perceptron task) {
        Tensor examples = Tensor.of(task.examples(), Shape.of(task.batch(), task.inputs(0)));
        Optimizer optimizer = switch (task.update()) {
            case Perceptron.Update.GradientDescent _ -> new Sgd();
            case Perceptron.Update.Adam _ -> new Adam();
        };
        return new TrainingWorkload<>(
                model(task),
                optimizer,
                task.update().rate(),
                List.of(new TrainingWorkload.Batch(examples, Tensor.of(task.labels()))),
                (model, batch) -> new SoftmaxCrossEntropy().of(model.apply(batch.inputs()), batch.labels()));
    }

    private static Mlp model(Perceptron task) {
        List<Dense> layers = new ArrayList<>();
        for (int layer = 0; layer < task.layers(); layer++) {
            // the numbers themselves, not a copy
            Type type = new Type(Shape.of(task.inputs(layer), task.outputs(layer)), DType.FLOAT32);
            Tensor weight = Tensor.of(new Data(type, task.weight(layer)));
            layers.add(new Dense(weight, Tensor.of(task.bias(layer))));
        }
        return new Mlp(
                layers,
                switch (task.activation()) {
                    case TANH -> Activation.TANH;
                    case RELU -> Activation.RELU;
                });
    }
}
