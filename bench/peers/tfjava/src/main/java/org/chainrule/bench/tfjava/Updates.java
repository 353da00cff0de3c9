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

    static List<Op> of(Perceptron.Update update, Model model, Operand<TFloat32> loss) {
        return switch (update) {
            case Perceptron.Update.GradientDescent descent -> descent(descent.rate(), model, loss);
            case Perceptron.Update.Adam adam -> adam(adam.rate(), model, loss);
        };
    }

    /** Adam on all parameters of a model. */
    static List<Op> adam(double rate, Model model, Operand<TFloat32> loss) {
        return adamW(rate, 0, model, loss);
    }

    /** Adam on all parameters of a model, with decoupled weight decay. */
    static List<Op> adamW(double rate, double decay, Model model, Operand<TFloat32> loss) {
        Gradients gradients = model.tf.gradients(loss, model.parameters());
        Adam adam = new Adam(rate, decay, model, gradients);
        adam.dense(model.parameters(), gradients);
        return adam.finish();
    }

    /** Rows of a table that is no parameter of its model, and which they are. */
    record Looked(Variable<TFloat32> table, Operand<TInt32> ids, Operand<TFloat32> rows) {}

    /** Adam on all parameters of a model, and on those rows of a table that are looked up. */
    static List<Op> sparseAdam(double rate, Model model, Operand<TFloat32> loss, Looked looked) {
        List<Operand<TFloat32>> by = new ArrayList<>(model.parameters());
        by.add(looked.rows());
        Gradients gradients = model.tf.gradients(loss, by);
        Adam adam = new Adam(rate, 0, model, gradients);
        adam.dense(model.parameters(), gradients);
        adam.rows(looked, gradients.dy(model.parameters().size()));
        return adam.finish();
    }

    /** Where an update may run: only after all gradients, since the backward pass reads the parameters it moves. */
    private static Ops afterAll(Model model, Gradients gradients) {
        List<Op> computed = new ArrayList<>();
        gradients.forEach(computed::add);
        return model.tf.withControlDependencies(computed);
    }

    private static List<Op> descent(double rate, Model model, Operand<TFloat32> loss) {
        List<Variable<TFloat32>> parameters = model.parameters();
        Gradients gradients = model.tf.gradients(loss, parameters);
        Ops after = afterAll(model, gradients);
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Operand<TFloat32> gradient = gradients.dy(i);
            updates.add(after.train.applyGradientDescent(parameters.get(i), model.number(rate), gradient));
        }
        return updates;
    }

    /** Adam, parameter by parameter. */
    private static final class Adam {
        private final Model model;
        private final Ops after;
        private final double rate;
        private final double decay;
        private final Variable<TFloat32> firstPower;
        private final Variable<TFloat32> secondPower;
        private final List<Op> updates = new ArrayList<>();

        Adam(double rate, double decay, Model model, Gradients gradients) {
            this.rate = rate;
            this.decay = decay;
            this.model = model;
            this.after = afterAll(model, gradients);
            this.firstPower = model.variable(new float[] {(float) FIRST_DECAY});
            this.secondPower = model.variable(new float[] {(float) SECOND_DECAY});
        }

        void dense(List<Variable<TFloat32>> parameters, Gradients gradients) {
            for (int i = 0; i < parameters.size(); i++) {
                dense(parameters.get(i), gradients.dy(i));
            }
        }

        private void dense(Variable<TFloat32> parameter, Operand<TFloat32> gradient) {
            Ops next = decay == 0 ? after : model.tf.withControlDependencies(List.of(decayed(parameter), gradient));
            updates.add(next.train.applyAdam(
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

        private Op decayed(Variable<TFloat32> parameter) {
            return after.assignSub(parameter, after.math.mul(parameter, model.number(rate * decay)));
        }

        /** Only the rows that are named: each once, its gradients summed, its moments gathered and scattered. */
        void rows(Looked looked, Operand<TFloat32> gradient) {
            Variable<TFloat32> table = looked.table();
            Operand<TInt32> all = after.constant(new int[] {-1});
            Unique<TInt32, TInt32> unique =
                    after.unique(after.reshape(looked.ids(), all), after.constant(new int[] {0}));
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
