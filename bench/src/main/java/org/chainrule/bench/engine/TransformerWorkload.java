package org.chainrule.bench.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.bench.protocol.Transformer;
import org.chainrule.bench.protocol.Transformer.Part;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Layer;
import org.chainrule.nn.SoftmaxCrossEntropy;
import org.chainrule.nn.layer.Embedding;
import org.chainrule.nn.layer.FeedForward;
import org.chainrule.nn.layer.LayerNorm;
import org.chainrule.nn.layer.MultiHeadAttention;
import org.chainrule.nn.layer.TransformerEncoderBlock;
import org.chainrule.optim.AdamW;

/** W7. */
final class TransformerWorkload {
    record Model(Embedding tokens, Tensor positions, List<TransformerEncoderBlock> blocks, LayerNorm norm, Dense head)
            implements Layer {
        /** [batch, steps] to [batch·steps, tokens]. */
        @Override
        public Tensor apply(Tensor ids) {
            Tensor x = tokens.apply(ids).add(positions);
            for (TransformerEncoderBlock block : blocks) {
                x = block.apply(x);
            }
            Tensor scores = head.apply(norm.apply(x));
            return scores.reshape(-1, scores.shape().extent(-1));
        }
    }

    private TransformerWorkload() {}

    static Outcome of(Transformer task) {
        Model model = new Model(
                new Embedding(Tensor.of(task.tokenTable(), Shape.of(task.tokens(), task.width()))),
                Tensor.of(task.positionTable(), Shape.of(task.steps(), task.width())),
                IntStream.range(0, task.blocks())
                        .mapToObj(number -> block(task, number))
                        .toList(),
                LayerNorm.of(task.width()),
                new Dense(
                        Tensor.of(task.headWeight(), Shape.of(task.width(), task.tokens())),
                        Tensor.of(task.headBias())));
        Tensor ids = Tensor.of(task.ids(), Shape.of(task.batch(), task.steps()));
        return new TrainingWorkload<>(
                model,
                new AdamW(0.9, 0.999, 1e-8, task.decay()),
                task.rate(),
                List.of(new TrainingWorkload.Batch(ids, Tensor.of(task.labels()))),
                (before, batch) -> new SoftmaxCrossEntropy().of(before.apply(batch.inputs()), batch.labels()));
    }

    private static TransformerEncoderBlock block(Transformer task, int number) {
        MultiHeadAttention attention = new MultiHeadAttention(
                linear(task, number, Part.QUERY),
                linear(task, number, Part.KEY),
                linear(task, number, Part.VALUE),
                linear(task, number, Part.OUTPUT),
                task.heads(),
                true,
                Optional.empty());
        FeedForward forward =
                new FeedForward(linear(task, number, Part.UP), Activation.GELU, linear(task, number, Part.DOWN));
        return new TransformerEncoderBlock(
                attention, LayerNorm.of(task.width()), forward, LayerNorm.of(task.width()), true, Optional.empty());
    }

    private static Dense linear(Transformer task, int block, Part part) {
        return new Dense(
                Tensor.of(task.weight(block, part), Shape.of(task.inputs(part), task.outputs(part))),
                Tensor.of(task.bias(block, part)));
    }
}
