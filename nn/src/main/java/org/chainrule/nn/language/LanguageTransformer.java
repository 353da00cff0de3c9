package org.chainrule.nn.language;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.chainrule.CompiledLoop;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.arguments.Arguments;
import org.chainrule.nn.Context;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.layer.Embedding;
import org.chainrule.nn.layer.LayerNorm;
import org.chainrule.nn.layer.MultiHeadAttention;
import org.chainrule.nn.layer.Rotary;
import org.chainrule.nn.layer.TransformerEncoderBlock;

/**
 * A transformer that sees what stands before: next(norm(blocks(embedding))), with causal attention and positions as rotations. Source:
 * Radford and others, "Language models are unsupervised multitask learners" (GPT-2), 2019, whose positions are learnt.
 *
 * @param embedding of each token, [tokens, width]
 * @param blocks with causal attention
 * @param next [width, tokens]
 * @param context how many tokens it is trained to see at once
 */
public record LanguageTransformer(
        Embedding embedding, List<TransformerEncoderBlock> blocks, LayerNorm norm, Dense next, int context)
        implements LanguageModel<LanguageTransformer.Memory> {
    public LanguageTransformer {
        blocks = List.copyOf(blocks);
        Arguments.count("the context", context);
    }

    /** Feed-forward parts four times as wide as the rest; no dropout. */
    public static LanguageTransformer of(int tokens, int width, int heads, int depth, int context, RandomKey key) {
        List<TransformerEncoderBlock> blocks = IntStream.range(0, depth)
                .mapToObj(i -> TransformerEncoderBlock.of(width, heads, 4 * width, key.fold(i)))
                .map(block -> block.with(block.attention().asCausal().with(new Rotary())))
                .toList();
        return new LanguageTransformer(
                Embedding.of(tokens, width, key.fold(depth)),
                blocks,
                LayerNorm.of(width),
                Dense.of(width, tokens, key.fold(depth + 1)),
                context);
    }

    /** The same with dropout in its blocks. */
    public LanguageTransformer with(Dropout dropout) {
        return new LanguageTransformer(
                embedding, blocks.stream().map(block -> block.with(dropout)).toList(), norm, next, context);
    }

    /** What the attention of each block remembers. */
    public record Memory(List<MultiHeadAttention.Memory> blocks) {
        public Memory {
            blocks = List.copyOf(blocks);
        }
    }

    @Override
    public Tensor apply(Tensor tokens) {
        return apply(tokens, Context.inference());
    }

    @Override
    public Tensor apply(Tensor tokens, Context surroundings) {
        Tensor x = embedding.apply(tokens);
        for (TransformerEncoderBlock block : blocks) {
            x = block.apply(x, surroundings);
        }
        return next.apply(norm.apply(x));
    }

    @Override
    public int tokens() {
        return embedding.table().shape().extent(0);
    }

    @Override
    public OptionalInt reach() {
        return OptionalInt.of(context);
    }

    @Override
    public Memory memory() {
        return new Memory(blocks.stream()
                .map(block -> block.attention().memory(1, context))
                .toList());
    }

    @Override
    public CompiledLoop.Next<Memory, Tensor> next(Memory memory, Tensor token, Tensor position) {
        Tensor x = embedding.apply(token).unsqueeze(0);
        List<MultiHeadAttention.Memory> after = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            after.add(blocks.get(i).remembering(x, memory.blocks.get(i), position));
            x = blocks.get(i).apply(x, after.getLast(), position);
        }
        Tensor logits = next.apply(norm.apply(x).reshape(1, -1)).flatten();
        return new CompiledLoop.Next<>(new Memory(after), logits);
    }
}
