package org.chainrule.bench.tfjava;

import java.util.List;
import org.chainrule.bench.protocol.Recurrent;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** W6, its steps unrolled in the graph: the C++ registry has no gradient of a fused LSTM. */
final class RecurrentWorkload {
    private RecurrentWorkload() {}

    static Training of(Recurrent task, Model model, int threads) {
        Ops tf = model.tf;
        Placeholder<TFloat32> inputs = model.floatInput(task.batch(), task.steps(), task.inputs());
        Placeholder<TInt32> classes = model.integerInput(task.batch());
        Operand<TFloat32> last = lastState(task, model, inputs);
        Operand<TFloat32> loss =
                model.crossEntropy(model.linear(last, task.weight(), task.bias()), classes, task.classes());
        return Training.of(
                model,
                threads,
                List.of(List.of(
                        new Training.Feed(
                                inputs, Model.floats(task.examples(), task.batch(), task.steps(), task.inputs())),
                        new Training.Feed(classes, Model.integers(task.labels(), task.batch())))),
                Updates.adam(task.rate(), model, loss),
                loss);
    }

    private static Operand<TFloat32> lastState(Recurrent task, Model model, Operand<TFloat32> inputs) {
        Ops tf = model.tf;
        Operand<TFloat32> stepsFirst = tf.reshape(
                tf.linalg.transpose(inputs, tf.constant(new int[] {1, 0, 2})),
                tf.constant(new int[] {task.steps() * task.batch(), task.inputs()}));
        Operand<TFloat32> projected = tf.nn.biasAdd(
                model.linear(stepsFirst, task.inputWeight(), task.inputBias()),
                model.parameter(task.stateBias(), task.gates()));
        List<Output<TFloat32>> shares =
                tf.split(tf.constant(0), projected, (long) task.steps()).output();
        Variable<TFloat32> weight = model.parameter(task.stateWeight(), task.hidden(), task.gates());
        Operand<TFloat32> hidden = tf.constant(new float[task.batch()][task.hidden()]);
        Operand<TFloat32> cell = hidden;
        for (Output<TFloat32> share : shares) {
            List<Output<TFloat32>> gates = tf.split(
                            tf.constant(1), tf.math.add(share, tf.linalg.matMul(hidden, weight)), 4L)
                    .output();
            cell = tf.math.add(
                    tf.math.mul(tf.math.sigmoid(gates.get(1)), cell),
                    tf.math.mul(tf.math.sigmoid(gates.get(0)), tf.math.tanh(gates.get(2))));
            hidden = tf.math.mul(tf.math.sigmoid(gates.get(3)), tf.math.tanh(cell));
        }
        return hidden;
    }
}
