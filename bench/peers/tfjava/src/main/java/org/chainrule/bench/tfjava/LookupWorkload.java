package org.chainrule.bench.tfjava;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.bench.protocol.Lookup;
import org.chainrule.bench.protocol.Workload;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** W5: one run of the session is one training step; ids and labels are fed. */
final class LookupWorkload implements Workload {
    private final Session session;
    private final Placeholder<TInt32> words;
    private final List<TInt32> ids;
    private final Placeholder<TInt32> classes;
    private final TInt32 labels;
    private final List<Op> updates;
    private final Operand<TFloat32> loss;
    private int steps;

    private LookupWorkload(
            Session session,
            Placeholder<TInt32> words,
            List<TInt32> ids,
            Placeholder<TInt32> classes,
            TInt32 labels,
            List<Op> updates,
            Operand<TFloat32> loss) {
        this.session = session;
        this.words = words;
        this.ids = ids;
        this.classes = classes;
        this.labels = labels;
        this.updates = updates;
        this.loss = loss;
    }

    static Workload of(Lookup task, Model model, int threads) {
        Ops tf = model.tf;
        Placeholder<TInt32> words =
                tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(task.batch(), task.words())));
        Placeholder<TInt32> classes = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(task.batch())));
        Variable<TFloat32> table = model.variable(task.table(), task.rows(), task.width());
        Variable<TFloat32> weight = model.variable(task.weight(), task.width(), task.classes());
        Variable<TFloat32> bias = model.variable(task.bias(), task.classes());
        Operand<TFloat32> rows = tf.gather(table, words, tf.constant(0));
        Operand<TFloat32> mean = tf.math.mean(rows, tf.constant(new int[] {1}));
        Operand<TFloat32> outputs = tf.nn.biasAdd(tf.linalg.matMul(mean, weight), bias);
        Operand<TFloat32> targets = tf.oneHot(classes, tf.constant(task.classes()), model.number(1), model.number(0));
        Operand<TFloat32> loss = tf.math.mean(
                tf.nn.softmaxCrossEntropyWithLogits(outputs, targets).loss(), tf.constant(0));
        List<Variable<TFloat32>> dense = task.sparse() ? List.of(weight, bias) : List.of(table, weight, bias);
        List<Operand<TFloat32>> by = List.copyOf(dense);
        if (task.sparse()) {
            by = List.of(weight, bias, rows);
        }
        Gradients gradients = tf.gradients(loss, by);
        Updates.Adam adam = new Updates.Adam(task.rate(), model, gradients);
        for (int i = 0; i < dense.size(); i++) {
            adam.dense(dense.get(i), gradients.dy(i));
        }
        if (task.sparse()) {
            adam.rows(table, words, gradients.dy(2));
        }
        return new LookupWorkload(
                model.start(threads),
                words,
                IntStream.range(0, task.batches())
                        .mapToObj(number -> Model.integers(task.ids(number), task.batch(), task.words()))
                        .toList(),
                classes,
                Model.integers(task.labels(), task.batch()),
                adam.finish(),
                loss);
    }

    private Session.Runner runner() {
        Session.Runner runner =
                session.runner().feed(words, ids.get(steps++ % ids.size())).feed(classes, labels);
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
        ids.forEach(TInt32::close);
        labels.close();
    }
}
