package org.chainrule.nn.language;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.chainrule.CompiledLoop;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.threads.Workers;

/**
 * A text that a language model reads and goes on with, token by token. Each step is one replay of one compiled function, whatever the
 * length of the text. When a memory of single tokens is full, the model begins anew with the later half of them, as it has learnt to see
 * no more at once. One call at a time.
 */
public final class Writing<S extends Record> {
    private final CompiledLoop<S, Token, Tensor> loop;
    private final int[] remembered;
    private int size;
    private Tensor logits;

    /** The token, and how many there are in the memory. */
    private record Token(Tensor number, Tensor position) {}

    private Writing(LanguageModel<S> model, Workers workers) {
        this.loop = CompiledLoop.on(
                workers, model.memory(), (memory, token) -> model.next(memory, token.number, token.position));
        this.remembered = new int[model.reach().orElse(0)];
        this.logits = Tensor.zeros(model.tokens());
    }

    /** A text that has not begun. */
    public static Writing<?> of(LanguageModel<?> model, Workers workers) {
        return new Writing<>(model, workers);
    }

    /** Goes on with a text that is given. */
    public void read(int... tokens) {
        boolean isLong = remembered.length > 0 && tokens.length > remembered.length;
        for (int token :
                isLong ? Arrays.copyOfRange(tokens, tokens.length - remembered.length, tokens.length) : tokens) {
            read(token);
        }
    }

    private void read(int token) {
        if (remembered.length > 0) {
            if (size == remembered.length) {
                beginAnew();
            }
            remembered[size] = token;
        }
        step(token);
    }

    private void beginAnew() {
        int half = remembered.length / 2;
        System.arraycopy(remembered, remembered.length - half, remembered, 0, half);
        size = 0;
        while (size < half) {
            step(remembered[size]);
        }
    }

    private void step(int token) {
        logits = loop.step(new Token(Tensor.of(token), Tensor.scalar(size, DType.INT32)));
        size++;
    }

    /** Draws the next token, and goes on with it. Before anything was read, all are equally likely. */
    public int write(TokenSampling sampling, RandomGenerator random) {
        int token = sampling.draw(logits.toFloats(), random);
        read(token);
        return token;
    }
}
