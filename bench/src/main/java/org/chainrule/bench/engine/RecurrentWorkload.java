package org.chainrule.bench.engine;

import java.util.List;
import org.chainrule.Tensor;
import org.chainrule.bench.protocol.Recurrent;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Layer;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.nn.layer.Lstm;
import org.chainrule.nn.layer.RecurrentWeights;
import org.chainrule.optim.Adam;

/** W6. */
final class RecurrentWorkload {
    record Model(Lstm memory, Dense output) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            return output.apply(memory.run(x).hidden().get(0, 0));
        }
    }

    private RecurrentWorkload() {}

    static Outcome of(Recurrent task) {
        RecurrentWeights weights = new RecurrentWeights(
                Tensor.of(task.inputWeight(), Shape.of(task.inputs(), task.gates())),
                Tensor.of(task.stateWeight(), Shape.of(task.hidden(), task.gates())),
                Tensor.of(task.inputBias()),
                Tensor.of(task.stateBias()));
        Dense output =
                new Dense(Tensor.of(task.weight(), Shape.of(task.hidden(), task.classes())), Tensor.of(task.bias()));
        Tensor examples = Tensor.of(task.examples(), Shape.of(task.batch(), task.steps(), task.inputs()));
        return new TrainingWorkload<>(
                new Model(new Lstm(List.of(List.of(weights))), output),
                new Adam(),
                task.rate(),
                List.of(new TrainingWorkload.Batch(examples, Tensor.of(task.labels()))),
                (model, batch) -> new SoftmaxCrossEntropy().of(model.apply(batch.inputs()), batch.labels()));
    }
}
