package org.chainrule.bench.libtorch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.LayerNormImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.chainrule.bench.protocol.Transformer;
import org.chainrule.bench.protocol.Transformer.Part;

/** W7, with libtorch's fused attention, and queries, keys and values in one product. */
final class TransformerWorkload {
    /** One block's modules. */
    private record Block(
            LayerNormImpl attentionNorm,
            LinearImpl projections,
            LinearImpl output,
            LayerNormImpl forwardNorm,
            LinearImpl up,
            LinearImpl down) {
        List<Module> modules() {
            return List.of(attentionNorm, projections, output, forwardNorm, up, down);
        }
    }

    private final Transformer task;
    private final EmbeddingImpl tokens;
    private final Tensor positions;
    private final List<Block> blocks;
    private final LayerNormImpl norm;
    private final LinearImpl head;
    private final Tensor ids;
    private final Tensor labels;

    private TransformerWorkload(Transformer task) {
        this.task = task;
        tokens = new EmbeddingImpl(task.tokens(), task.width());
        Parameters.set(tokens.weight(), Tensors.of(task.tokenTable(), task.tokens(), task.width()));
        positions = Tensors.parameter(task.positionTable(), task.steps(), task.width());
        blocks = IntStream.range(0, task.blocks())
                .mapToObj(number -> block(task, number))
                .toList();
        norm = norm(task);
        head = Parameters.linear(task.headWeight(), task.headBias());
        ids = Tensors.of(task.ids()).view(task.batch(), task.steps());
        labels = Tensors.of(task.labels());
    }

    static Training of(Transformer task) {
        TransformerWorkload workload = new TransformerWorkload(task);
        List<Module> modules = new ArrayList<>(List.of(workload.tokens, workload.norm, workload.head));
        workload.blocks.forEach(block -> modules.addAll(block.modules()));
        TensorVector parameters = Parameters.of(modules);
        parameters.push_back(workload.positions);
        AdamWOptions options = new AdamWOptions(task.rate());
        options.weight_decay().put(task.decay());
        return Training.of(workload::loss, new AdamW(parameters, options));
    }

    private static Block block(Transformer task, int number) {
        return new Block(
                norm(task),
                projections(task, number),
                linear(task, number, Part.OUTPUT),
                norm(task),
                linear(task, number, Part.UP),
                linear(task, number, Part.DOWN));
    }

    private static LayerNormImpl norm(Transformer task) {
        return new LayerNormImpl(new LongVector(new long[] {task.width()}));
    }

    private static LinearImpl linear(Transformer task, int block, Part part) {
        return Parameters.linear(task.weight(block, part), task.bias(block, part));
    }

    /** The projections to queries, keys and values side by side. */
    private static LinearImpl projections(Transformer task, int block) {
        LinearImpl joint = new LinearImpl(task.width(), 3L * task.width());
        List<LinearImpl> parts = List.of(
                linear(task, block, Part.QUERY), linear(task, block, Part.KEY), linear(task, block, Part.VALUE));
        TensorVector weights = new TensorVector();
        TensorVector biases = new TensorVector();
        parts.forEach(part -> {
            weights.push_back(part.weight());
            biases.push_back(part.bias());
        });
        Parameters.set(joint.weight(), torch.cat(weights, 0));
        Parameters.set(joint.bias(), torch.cat(biases, 0));
        return joint;
    }

    private Tensor loss() {
        Tensor x = tokens.forward(ids).add(positions);
        for (Block block : blocks) {
            x = x.add(block.output().forward(attention(block, x)));
            Tensor inner = torch.gelu(block.up().forward(block.forwardNorm().forward(x)));
            x = x.add(block.down().forward(inner));
        }
        Tensor scores = head.forward(norm.forward(x)).view(-1, task.tokens());
        return torch.cross_entropy_loss(scores, labels);
    }

    private Tensor attention(Block block, Tensor x) {
        TensorVector joint =
                block.projections().forward(block.attentionNorm().forward(x)).split(task.width(), 2);
        Tensor[] parts = new Tensor[3];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = joint.get(i)
                    .view(task.batch(), task.steps(), task.heads(), task.width() / task.heads())
                    .transpose(1, 2);
        }
        return torch.scaled_dot_product_attention(
                        parts[0], parts[1], parts[2], new TensorOptional(), 0, true, new DoubleOptional(), false)
                .transpose(1, 2)
                .reshape(task.batch(), task.steps(), task.width());
    }
}
