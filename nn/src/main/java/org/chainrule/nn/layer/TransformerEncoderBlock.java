package org.chainrule.nn.layer;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Context;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.Layer;

/**
 * Attention and a feed-forward part, each with a norm and a shortcut around it. With the norms first, which trains without warm-up,
 * x ← x + attention(norm₁(x)), x ← x + forward(norm₂(x)); with the norms after, x ← norm₁(x + attention(x)), x ← norm₂(x + forward(x)).
 * PyTorch's TransformerEncoderLayer, less the dropout within its attention and its feed-forward part. With causal attention it is the
 * block of a language model (GPT). Sources: Vaswani and others, "Attention is all you need", NeurIPS 2017; Xiong and others, "On layer
 * normalization in the transformer architecture", ICML 2020.
 *
 * @param normFirst whether the norms come first
 * @param dropout of what is added to the shortcuts, if there is one
 */
public record TransformerEncoderBlock(
        MultiHeadAttention attention,
        LayerNorm attentionNorm,
        FeedForward forward,
        LayerNorm forwardNorm,
        boolean normFirst,
        Optional<Dropout> dropout)
        implements Layer {
    /** Norms first, GELU between, no dropout. */
    public static TransformerEncoderBlock of(int width, int heads, int inner, RandomKey key) {
        return new TransformerEncoderBlock(
                MultiHeadAttention.of(width, heads, key.fold(0)),
                LayerNorm.of(width),
                FeedForward.of(width, inner, Activation.GELU, key.fold(1)),
                LayerNorm.of(width),
                true,
                Optional.empty());
    }

    /** The same with other attention. */
    public TransformerEncoderBlock with(MultiHeadAttention other) {
        return new TransformerEncoderBlock(other, attentionNorm, forward, forwardNorm, normFirst, dropout);
    }

    /** The same with dropout. */
    public TransformerEncoderBlock with(Dropout other) {
        return new TransformerEncoderBlock(
                attention, attentionNorm, forward, forwardNorm, normFirst, Optional.of(other));
    }

    /** The same with the norms after the shortcuts. */
    public TransformerEncoderBlock normLast() {
        return new TransformerEncoderBlock(attention, attentionNorm, forward, forwardNorm, false, dropout);
    }

    @Override
    public Tensor apply(Tensor x) {
        return apply(x, Context.inference());
    }

    /** [batch, steps, width], which stays. */
    @Override
    public Tensor apply(Tensor x, Context context) {
        return apply(x, Optional.empty(), context);
    }

    /** The same where not all may be seen. */
    public Tensor apply(Tensor x, Optional<Tensor> visible, Context context) {
        return around(x, at -> attention.apply(at, at, visible), context);
    }

    /** What the attention remembers with one position more: x, [batch, 1, width]. */
    public MultiHeadAttention.Memory remembering(Tensor x, MultiHeadAttention.Memory before, Tensor position) {
        return attention.remembering(normFirst ? attentionNorm.apply(x) : x, before, position);
    }

    /** One position after those before, which are remembered as it is itself: [batch, 1, width], which stays. */
    public Tensor apply(Tensor x, MultiHeadAttention.Memory memory, Tensor position) {
        return around(x, at -> attention.apply(at, memory, position), Context.inference());
    }

    private Tensor around(Tensor x, UnaryOperator<Tensor> attending, Context context) {
        Shortcut shortcut = new Shortcut(normFirst, dropout, context);
        Tensor y = shortcut.around(x, attentionNorm, attending);
        return shortcut.around(y, forwardNorm, forward::apply);
    }
}
