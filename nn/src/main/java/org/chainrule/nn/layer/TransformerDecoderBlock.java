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

    /** The same with other attention to the sequence itself, as one with positions. */
    public TransformerDecoderBlock with(MultiHeadAttention other) {
        return new TransformerDecoderBlock(other, ownNorm, cross, crossNorm, forward, forwardNorm, normFirst, dropout);
    }

    /** The same with dropout. */
    public TransformerDecoderBlock with(Dropout other) {
        return new TransformerDecoderBlock(
                own, ownNorm, cross, crossNorm, forward, forwardNorm, normFirst, Optional.of(other));
    }

    /** The same with the norms after the shortcuts. */
    public TransformerDecoderBlock normLast() {
        return new TransformerDecoderBlock(own, ownNorm, cross, crossNorm, forward, forwardNorm, false, dropout);
    }

    /** [batch, steps, width] and an encoder's [batch, others, width] to [batch, steps, width]. */
    public Tensor apply(Tensor x, Tensor memory, Context context) {
        return apply(x, memory, Optional.empty(), Optional.empty(), context);
    }

    /**
     * The same where not all may be seen, as fillers at the end of short sequences.
     *
     * @param visible of the sequence itself, beside what follows: bool, broadcasts to [batch, heads, steps, steps]
     * @param visibleMemory of the encoder's output: bool, broadcasts to [batch, heads, steps, others]
     */
    public Tensor apply(
            Tensor x, Tensor memory, Optional<Tensor> visible, Optional<Tensor> visibleMemory, Context context) {
        Shortcut shortcut = new Shortcut(normFirst, dropout, context);
        Tensor said = shortcut.around(x, ownNorm, at -> own.apply(at, at, visible));
        Tensor read = shortcut.around(said, crossNorm, at -> cross.apply(at, memory, visibleMemory));
        return shortcut.around(read, forwardNorm, forward::apply);
    }
}
