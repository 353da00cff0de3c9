package org.chainrule.bench.libtorch;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.EmbeddingOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.protocol.Lookup;

/** W5. The C++ library has no SparseAdam: its rows move by that of PyTorch in Python, operation for operation. */
final class LookupWorkload {
    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    private final Lookup task;
    private final EmbeddingImpl embedding;
    private final LinearImpl output;
    private final List<Tensor> ids;
    private final Tensor labels;
    private final Adam adam;
    private final Tensor first;
    private final Tensor second;
    private int steps;

    private LookupWorkload(Lookup task) {
        this.task = task;
        EmbeddingOptions options = new EmbeddingOptions(task.rows(), task.width());
        options.sparse().put(task.sparse());
        embedding = new EmbeddingImpl(options);
        Parameters.set(embedding.weight(), Tensors.of(task.table(), task.rows(), task.width()));
        output = Parameters.linear(task.weight(), task.bias());
        ids = IntStream.range(0, task.batches())
                .mapToObj(number -> Tensors.of(task.ids(number)).view(task.batch(), task.words()))
                .toList();
        labels = Tensors.of(task.labels());
        TensorVector parameters = Parameters.of(task.sparse() ? List.of(output) : List.of(output, embedding));
        adam = new Adam(parameters, new AdamOptions(task.rate()));
        first = torch.zeros(task.rows(), task.width());
        second = torch.zeros(task.rows(), task.width());
    }

    static Training of(Lookup task) {
        LookupWorkload workload = new LookupWorkload(task);
        return new Training(workload::loss, workload::forget, workload::update);
    }

    private Tensor loss() {
        Tensor words = embedding.forward(ids.get(steps++ % ids.size())).mean(1);
        return torch.cross_entropy_loss(output.forward(words), labels);
    }

    private void forget() {
        adam.zero_grad();
        embedding.zero_grad(true);
    }

    private void update() {
        adam.step();
        if (task.sparse()) {
            try (NoGradGuard noGradients = new NoGradGuard()) {
                moveRows();
            }
        }
    }

    private void moveRows() {
        Tensor gradient = embedding.weight().grad().coalesce();
        Tensor rows = gradient.indices().select(0, 0);
        Tensor g = gradient.values();
        Tensor m = first.index_select(0, rows);
        Tensor v = second.index_select(0, rows);
        Tensor moveOfM = g.sub(m).mul_(new Scalar(1 - FIRST_DECAY));
        Tensor moveOfV = g.pow(new Scalar(2)).sub_(v).mul_(new Scalar(1 - SECOND_DECAY));
        first.index_add_(0, rows, moveOfM);
        second.index_add_(0, rows, moveOfV);
        Tensor denominator = moveOfV.add_(v).sqrt_().add_(new Scalar(EPSILON));
        double step = task.rate() * Math.sqrt(1 - Math.pow(SECOND_DECAY, steps)) / (1 - Math.pow(FIRST_DECAY, steps));
        embedding.weight().index_add_(0, rows, moveOfM.add_(m).div_(denominator).mul_(new Scalar(-step)));
    }
}
