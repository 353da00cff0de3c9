package org.chainrule.nn.language;

import java.util.Optional;
import java.util.OptionalInt;
import org.chainrule.CompiledLoop;
import org.chainrule.RandomKey;
import org.chainrule.Tensor;
import org.chainrule.graph.Shape;
import org.chainrule.nn.Context;
import org.chainrule.nn.Dense;
import org.chainrule.nn.Dropout;
import org.chainrule.nn.layer.Embedding;
import org.chainrule.nn.layer.Lstm;

/**
 * A language model with a memory of one size that is carried along: next(lstm(embedding)). Source: Sutskever, Martens, Hinton, "Generating
 * text with recurrent neural networks", ICML 2011, with an LSTM.
 *
 * @param embedding of each token, [tokens, width]
 * @param lstm in one direction
 * @param next [hidden, tokens]
 * @param dropout of what goes in and out of the LSTM, if there is one
 */
public record LanguageLstm(Embedding embedding, Lstm lstm, Dense next, Optional<Dropout> dropout)
        implements LanguageModel<LanguageLstm.Memory> {
    /** Embeddings half as wide as the LSTM's layers; no dropout. */
    public static LanguageLstm of(int tokens, int hidden, int layers, RandomKey key) {
        int width = Math.max(1, hidden / 2);
        return new LanguageLstm(
                Embedding.of(tokens, width, key.fold(0)),
                Lstm.of(width, hidden, layers, false, key.fold(1)),
                Dense.of(hidden, tokens, key.fold(2)),
                Optional.empty());
    }

    /** The same with dropout, between the layers of the LSTM too. */
    public LanguageLstm with(Dropout other) {
        Lstm dropping = lstm.layers().size() > 1 ? lstm.with(other) : lstm;
        return new LanguageLstm(embedding, dropping, next, Optional.of(other));
    }

    /** The LSTM's states, [layers, 1, hidden] each. */
    public record Memory(Tensor hidden, Tensor cell) {}

    @Override
    public Tensor apply(Tensor tokens) {
        return apply(tokens, Context.inference());
    }

    @Override
    public Tensor apply(Tensor tokens, Context context) {
        Tensor x = dropped(embedding.apply(tokens), context);
        return next.apply(dropped(lstm.apply(x, context), context));
    }

    private Tensor dropped(Tensor x, Context context) {
        return dropout.map(layer -> layer.apply(x, context)).orElse(x);
    }

    @Override
    public int tokens() {
        return embedding.table().shape().extent(0);
    }

    @Override
    public OptionalInt reach() {
        return OptionalInt.empty();
    }

    @Override
    public Memory memory() {
        int hidden = next.weight().shape().extent(0);
        Shape shape = Shape.of(lstm.layers().size(), 1, hidden);
        Tensor zeros = Tensor.full(shape, 0, next.weight().dtype());
        return new Memory(zeros, zeros);
    }

    @Override
    public CompiledLoop.Next<Memory, Tensor> next(Memory memory, Tensor token, Tensor position) {
        Tensor x = embedding.apply(token).unsqueeze(0);
        Lstm.Output after = lstm.run(x, memory.hidden, memory.cell, Context.inference());
        Tensor logits = next.apply(after.output().flatten().unsqueeze(0)).flatten();
        return new CompiledLoop.Next<>(new Memory(after.hidden(), after.cell()), logits);
    }
}
