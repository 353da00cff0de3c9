package org.chainrule.nn.layer;

import java.util.Optional;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.nn.Activation;
import org.chainrule.nn.Context;
import org.chainrule.nn.Dropout;

/**
 * Attention to what has been said, attention to what an encoder has read, and a feed-forward part, each with a norm and a shortcut
 * around it. PyTorch's TransformerDecoderLayer, less the dropout within its parts. Source: Vaswani and others, "Attention is all you need",
 * NeurIPS 2017.
 *
 * @param own causal, by the sequence itself
 * @param cross by the encoder's output
 * @param normFirst whether the norms come before the parts, not after the shortcuts
 * @param dropout of what is added to the shortcuts, if there is one
 */
public record TransformerDecoderBlock(
        MultiHeadAttention own,
        LayerNorm ownNorm,
        MultiHeadAttention cross,
        LayerNorm crossNorm,
        FeedForward forward,
        LayerNorm forwardNorm,
        boolean normFirst,
        Optional<Dropout> dropout) {
    /** Norms first, GELU between, no dropout. */
    public static TransformerDecoderBlock of(int width, int heads, int inner, RandomKey key) {
        return new TransformerDecoderBlock(
                MultiHeadAttention.of(width, heads, key.fold(0)).asCausal(),
                LayerNorm.of(width),
                MultiHeadAttention.of(width, heads, key.fold(1)),
                LayerNorm.of(width),
                FeedForward.of(width, inner, Activation.GELU, key.fold(2)),
                LayerNorm.of(width),
                true,
                Optional.empty());
    }

    /** [batch, steps, width] and an encoder's [batch, others, width] to [batch, steps, width]. */
    public Tensor apply(Tensor x, Tensor memory, Context context) {
        Shortcut shortcut = new Shortcut(normFirst, dropout, context);
        Tensor said = shortcut.around(x, ownNorm, own::apply);
        Tensor read = shortcut.around(said, crossNorm, at -> cross.apply(at, memory));
        return shortcut.around(read, forwardNorm, forward::apply);
    }
}
