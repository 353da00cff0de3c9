package org.chainrule.bench.tfjava;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.bench.protocol.Lookup;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** W5. */
final class LookupWorkload {
    private LookupWorkload() {}

    static Training of(Lookup task, Model model, int threads) {
        Ops tf = model.tf;
        Placeholder<TInt32> words = model.integerInput(task.batch(), task.words());
        Placeholder<TInt32> classes = model.integerInput(task.batch());
        long[] extents = {task.rows(), task.width()};
        Variable<TFloat32> table =
                task.sparse() ? model.variable(task.table(), extents) : model.parameter(task.table(), extents);
        Operand<TFloat32> rows = tf.gather(table, words, tf.constant(0));
        Operand<TFloat32> mean = tf.math.mean(rows, tf.constant(new int[] {1}));
        Operand<TFloat32> loss =
                model.crossEntropy(model.linear(mean, task.weight(), task.bias()), classes, task.classes());
        List<Op> updates = task.sparse()
                ? Updates.sparseAdam(task.rate(), model, loss, new Updates.Looked(table, words, rows))
                : Updates.adam(task.rate(), model, loss);
        Training.Feed labels = new Training.Feed(classes, Model.integers(task.labels(), task.batch()));
        List<List<Training.Feed>> batches = IntStream.range(0, task.batches())
                .mapToObj(number -> Model.integers(task.ids(number), task.batch(), task.words()))
                .map(ids -> List.of(new Training.Feed(words, ids), labels))
                .toList();
        return Training.of(model, threads, batches, updates, loss);
    }
}
