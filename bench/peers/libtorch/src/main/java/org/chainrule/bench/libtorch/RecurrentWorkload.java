package org.chainrule.bench.libtorch;

import java.util.List;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.protocol.Recurrent;

/** W6. */
final class RecurrentWorkload {
    private final LSTMImpl memory;
    private final LinearImpl output;
    private final Tensor examples;
    private final Tensor labels;

    private RecurrentWorkload(Recurrent task) {
        LSTMOptions options = new LSTMOptions(task.inputs(), task.hidden());
        options.batch_first().put(true);
        memory = new LSTMImpl(options);
        TensorVector parameters = memory.parameters();
        Parameters.setTransposed(parameters.get(0), task.inputWeight());
        Parameters.setTransposed(parameters.get(1), task.stateWeight());
        Parameters.set(parameters.get(2), Tensors.of(task.inputBias(), task.gates()));
        Parameters.set(parameters.get(3), Tensors.of(task.stateBias(), task.gates()));
        output = Parameters.linear(task.weight(), task.bias());
        examples = Tensors.of(task.examples(), task.batch(), task.steps(), task.inputs());
        labels = Tensors.of(task.labels());
    }

    static Training of(Recurrent task) {
        RecurrentWorkload workload = new RecurrentWorkload(task);
        return Training.adam(workload::loss, Parameters.of(List.of(workload.memory, workload.output)), task.rate());
    }

    private Tensor loss() {
        Tensor last = memory.forward(examples).get0().select(1, -1);
        return torch.cross_entropy_loss(output.forward(last), labels);
    }
}
