package org.chainrule.bench.engine;

import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.bench.protocol.Lookup;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Layer;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.optim.Adam;
import org.chainrule.optim.SparseAdam;

/** W5. */
final class LookupWorkload {
    record Model(Tensor table, Dense output) implements Layer {
        @Override
        public Tensor apply(Tensor ids) {
            return output.apply(table.gather(0, ids).mean(1));
        }
    }

    private LookupWorkload() {}

    static Outcome of(Lookup task) {
        Tensor labels = Tensor.of(task.labels());
        Shape words = Shape.of(task.batch(), task.words());
        Model model = new Model(
                Tensor.of(task.table(), Shape.of(task.rows(), task.width())),
                new Dense(Tensor.of(task.weight(), Shape.of(task.width(), task.classes())), Tensor.of(task.bias())));
        return new TrainingWorkload<>(
                model,
                task.sparse() ? new SparseAdam() : new Adam(),
                task.rate(),
                IntStream.range(0, task.batches())
                        .mapToObj(number -> new TrainingWorkload.Batch(Tensor.of(task.ids(number), words), labels))
                        .toList(),
                (before, batch) -> new SoftmaxCrossEntropy().of(before.apply(batch.inputs()), batch.labels()));
    }
}
