package org.chainrule.bench.tfjava;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.bench.protocol.Formula;
import org.chainrule.bench.protocol.Numbers;
import org.chainrule.bench.protocol.Rosenbrock;
import org.chainrule.bench.protocol.Workload;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** W8, W8b, W9: value and gradients, all fetched in one run of the session. */
record GradientWorkload(Session session, Operand<TFloat32> value, List<Operand<TFloat32>> gradients)
        implements Workload {
    static Workload of(Formula task, Model model, int threads) {
        Ops tf = model.tf;
        long[] shape = task.shape().stream().mapToLong(Integer::longValue).toArray();
        Variable<TFloat32> x = model.variable(task.x(), shape);
        Variable<TFloat32> a = model.variable(task.a(), task.vector());
        Variable<TFloat32> b = model.variable(task.b(), task.vector());
        Operand<TFloat32> terms = tf.math.sub(
                tf.math.mul(tf.math.tanh(tf.math.add(tf.math.mul(x, a), b)), tf.math.sigmoid(x)),
                tf.math.square(tf.nn.relu(x)));
        int[] axes = IntStream.range(0, shape.length).toArray();
        return of(model, tf.reduceSum(terms, tf.constant(axes)), List.of(x, a, b), threads);
    }

    static Workload of(Rosenbrock task, Model model, int threads) {
        Ops tf = model.tf;
        Variable<TFloat32> x = model.variable(task.x(), task.variables());
        Operand<TFloat32> next = slice(tf, x, 1, task.variables() - 1);
        Operand<TFloat32> each = slice(tf, x, 0, task.variables() - 1);
        Operand<TFloat32> terms = tf.math.add(
                tf.math.mul(model.number(100), tf.math.square(tf.math.sub(next, tf.math.square(each)))),
                tf.math.square(tf.math.sub(model.number(1), each)));
        return of(model, tf.reduceSum(terms, tf.constant(0)), List.of(x), threads);
    }

    private static Operand<TFloat32> slice(Ops tf, Operand<TFloat32> x, int from, int count) {
        return tf.slice(x, tf.constant(new int[] {from}), tf.constant(new int[] {count}));
    }

    private static Workload of(Model model, Operand<TFloat32> value, List<Variable<TFloat32>> by, int threads) {
        Gradients gradients = model.tf.gradients(value, by);
        List<Operand<TFloat32>> all = IntStream.range(0, by.size())
                .<Operand<TFloat32>>mapToObj(gradients::dy)
                .toList();
        return new GradientWorkload(model.start(threads), value, all);
    }

    private Result run() {
        Session.Runner runner = session.runner().fetch(value);
        gradients.forEach(runner::fetch);
        return runner.run();
    }

    @Override
    public void step() {
        run().close();
    }

    @Override
    public double[] observedStep() {
        try (Result result = run()) {
            double[] observed = new double[1 + gradients.size()];
            observed[0] = ((TFloat32) result.get(0)).getFloat();
            for (int i = 1; i < observed.length; i++) {
                observed[i] = Numbers.size(Model.toFloats((TFloat32) result.get(i)));
            }
            return observed;
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
