package org.chainrule.nn.language;

import java.util.OptionalInt;
import org.chainrule.CompiledLoop;
import org.chainrule.Tensor;
import org.chainrule.nn.Layer;

/**
 * What tells from tokens (characters, say, by number) which one comes next: int32 [batch, steps] to a logit for each token that may follow,
 * [batch, steps, tokens], of which each step sees those before it alone. It is trained on many steps at once, with
 * {@link org.chainrule.nn.loss.ClassCrossEntropy}; it writes step by step, and then keeps what it has seen in a memory.
 *
 * @param <S> the memory, a record of tensors
 */
public sealed interface LanguageModel<S extends Record> extends Layer permits LanguageLstm, LanguageTransformer {
    /** How many different tokens there are. */
    int tokens();

    /** How many tokens back it has learnt to look, if it remembers them one by one. */
    OptionalInt reach();

    /** The memory of a text that has not begun. */
    S memory();

    /**
     * One step on.
     *
     * @param token int32 [1]
     * @param position how many tokens there are in the memory, an int32 scalar; below the reach
     * @return the memory after it, and the logits [tokens] of the next one
     */
    CompiledLoop.Next<S, Tensor> next(S memory, Tensor token, Tensor position);
}
