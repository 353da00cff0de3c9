package org.chainrule.bench.tfjava;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.bench.protocol.Perceptron;
import org.chainrule.bench.protocol.Workload;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** W1, W2, W3: one run of the session is one training step; the batch is fed. */
record PerceptronWorkload(
        Session session,
        Placeholder<TFloat32> inputs,
        TFloat32 examples,
        Placeholder<TInt32> classes,
        TInt32 labels,
        List<Op> updates,
        Operand<TFloat32> loss)
        implements Workload {

    static Workload of(Perceptron task, Model model, int threads) {
        Ops tf = model.tf;
        Placeholder<TFloat32> inputs =
                tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(task.batch(), task.inputs(0))));
        Placeholder<TInt32> classes = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(task.batch())));
        List<Variable<TFloat32>> parameters = new ArrayList<>();
        Operand<TFloat32> activity = inputs;
        for (int layer = 0; layer < task.layers(); layer++) {
            Variable<TFloat32> weight = model.variable(task.weight(layer), task.inputs(layer), task.outputs(layer));
            Variable<TFloat32> bias = model.variable(task.bias(layer), task.outputs(layer));
            parameters.add(weight);
            parameters.add(bias);
            activity = tf.nn.biasAdd(tf.linalg.matMul(activity, weight), bias);
            activity = layer == task.layers() - 1 ? activity : activate(tf, task.activation(), activity);
        }
        // the sparse form of the loss has no gradient in the C++ registry; the one-hot form has
        Operand<TFloat32> targets = tf.oneHot(classes, tf.constant(task.classes()), model.number(1), model.number(0));
        Operand<TFloat32> loss = tf.math.mean(
                tf.nn.softmaxCrossEntropyWithLogits(activity, targets).loss(), tf.constant(0));
        List<Op> updates = Updates.of(task.update(), model, loss, parameters);
        return new PerceptronWorkload(
                model.start(threads),
                inputs,
                Model.floats(task.examples(), task.batch(), task.inputs(0)),
                classes,
                Model.integers(task.labels(), task.batch()),
                updates,
                loss);
    }

    private static Operand<TFloat32> activate(Ops tf, Perceptron.Activation activation, Operand<TFloat32> x) {
        return switch (activation) {
            case TANH -> tf.math.tanh(x);
            case RELU -> tf.nn.relu(x);
        };
    }

    private Session.Runner runner() {
        Session.Runner runner = session.runner().feed(inputs, examples).feed(classes, labels);
        updates.forEach(runner::addTarget);
        return runner;
    }

    @Override
    public void step() {
        runner().run().close();
    }

    @Override
    public double[] observedStep() {
        try (Result result = runner().fetch(loss).run()) {
            return new double[] {((TFloat32) result.get(0)).getFloat()};
        }
    }

    @Override
    public void close() {
        session.close();
        examples.close();
        labels.close();
    }
}
