package org.chainrule.bench.tfjava;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.bench.protocol.Perceptron;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Unique;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

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
        Adam adam = new Adam(rate, model, gradients);
        for (int i = 0; i < parameters.size(); i++) {
            adam.dense(parameters.get(i), gradients.dy(i));
        }
        return adam.finish();
    }

    /** Adam, parameter by parameter. */
    static final class Adam {
        private final Model model;
        private final Ops after;
        private final double rate;
        private final Variable<TFloat32> firstPower;
        private final Variable<TFloat32> secondPower;
        private final List<Op> updates = new ArrayList<>();

        Adam(double rate, Model model, Gradients gradients) {
            this.rate = rate;
            this.model = model;
            this.after = afterAll(model, gradients);
            this.firstPower = model.variable(new float[] {(float) FIRST_DECAY});
            this.secondPower = model.variable(new float[] {(float) SECOND_DECAY});
        }

        void dense(Variable<TFloat32> parameter, Operand<TFloat32> gradient) {
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

        /** Only the rows that are named: each once, its gradients summed, its moments gathered and scattered. */
        void rows(Variable<TFloat32> table, Operand<TInt32> ids, Operand<TFloat32> gradient) {
            Operand<TInt32> all = after.constant(new int[] {-1});
            Unique<TInt32, TInt32> unique = after.unique(after.reshape(ids, all), after.constant(new int[] {0}));
            int width = (int) table.shape().get(1);
            Operand<TFloat32> g = after.math.unsortedSegmentSum(
                    after.reshape(gradient, after.constant(new int[] {-1, width})),
                    unique.idx(),
                    after.size(unique.y()));
            Variable<TFloat32> m = model.zeros(table.shape());
            Variable<TFloat32> v = model.zeros(table.shape());
            Operand<TFloat32> first = blend(FIRST_DECAY, after.gather(m, unique.y(), after.constant(0)), g);
            Operand<TFloat32> second =
                    blend(SECOND_DECAY, after.gather(v, unique.y(), after.constant(0)), after.math.square(g));
            Operand<TFloat32> step = after.math.div(
                    after.math.mul(model.number(rate), after.math.sqrt(missing(secondPower))), missing(firstPower));
            Operand<TFloat32> move = after.math.div(
                    after.math.mul(first, step), after.math.add(after.math.sqrt(second), model.number(EPSILON)));
            updates.add(after.scatterUpdate(m, unique.y(), first));
            updates.add(after.scatterUpdate(v, unique.y(), second));
            updates.add(after.scatterSub(table, unique.y(), move));
        }

        private Operand<TFloat32> blend(double decay, Operand<TFloat32> old, Operand<TFloat32> fresh) {
            return after.math.add(
                    after.math.mul(old, model.number(decay)), after.math.mul(fresh, model.number(1 - decay)));
        }

        private Operand<TFloat32> missing(Operand<TFloat32> power) {
            return after.math.sub(model.number(1), power);
        }

        /** The powers of the decays move on only when every parameter has been moved. */
        List<Op> finish() {
            Ops last = model.tf.withControlDependencies(List.copyOf(updates));
            updates.add(last.assign(firstPower, last.math.mul(firstPower, model.number(FIRST_DECAY))));
            updates.add(last.assign(secondPower, last.math.mul(secondPower, model.number(SECOND_DECAY))));
            return updates;
        }
    }
}
