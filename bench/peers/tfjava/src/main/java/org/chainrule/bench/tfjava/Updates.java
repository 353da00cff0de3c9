package org.chainrule.bench.tfjava;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.bench.protocol.Perceptron;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** The operations that move the parameters, by TensorFlow's fused kernels. */
final class Updates {
    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    private Updates() {}

    static List<Op> of(
            Perceptron.Update update, Model model, Operand<TFloat32> loss, List<Variable<TFloat32>> parameters) {
        Gradients gradients = model.tf.gradients(loss, parameters);
        return switch (update) {
            case Perceptron.Update.GradientDescent descent -> descent(descent.rate(), model, parameters, gradients);
            case Perceptron.Update.Adam adam -> adam(adam.rate(), model, parameters, gradients);
        };
    }

    /** Where an update may run: only after all gradients, since the backward pass reads the parameters it moves. */
    private static Ops afterAll(Model model, Gradients gradients) {
        List<Op> computed = new ArrayList<>();
        gradients.forEach(computed::add);
        return model.tf.withControlDependencies(computed);
    }

    private static List<Op> descent(
            double rate, Model model, List<Variable<TFloat32>> parameters, Gradients gradients) {
        Ops after = afterAll(model, gradients);
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Operand<TFloat32> gradient = gradients.dy(i);
            updates.add(after.train.applyGradientDescent(parameters.get(i), model.number(rate), gradient));
        }
        return updates;
    }

    private static List<Op> adam(double rate, Model model, List<Variable<TFloat32>> parameters, Gradients gradients) {
        Variable<TFloat32> firstPower = model.variable(new float[] {(float) FIRST_DECAY});
        Variable<TFloat32> secondPower = model.variable(new float[] {(float) SECOND_DECAY});
        Ops after = afterAll(model, gradients);
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Variable<TFloat32> parameter = parameters.get(i);
            Operand<TFloat32> gradient = gradients.dy(i);
            updates.add(after.train.applyAdam(
                    parameter,
                    model.zeros(parameter.shape()),
                    model.zeros(parameter.shape()),
                    firstPower,
                    secondPower,
                    model.number(rate),
                    model.number(FIRST_DECAY),
                    model.number(SECOND_DECAY),
                    model.number(EPSILON),
                    gradient));
        }
        // the powers of the decays move on only when every parameter has been moved
        Ops last = model.tf.withControlDependencies(List.copyOf(updates));
        updates.add(last.assign(firstPower, last.math.mul(firstPower, model.number(FIRST_DECAY))));
        updates.add(last.assign(secondPower, last.math.mul(secondPower, model.number(SECOND_DECAY))));
        return updates;
    }
}
