package org.chainrule;

import java.util.function.BiFunction;
import org.chainrule.runtime.Workers;

/**
 * A compiled function that carries a state from call to call, as training carries parameters: the state lives in the
 * loop's own buffers and is updated in place. Traced once for each combination of shapes. One call at a time.
 *
 * @param <S> the state: a tensor, or a record, list or map of tensors
 * @param <A> what each step is given
 * @param <B> what each step gives
 */
public final class CompiledLoop<S, A, B> {
    private final BiFunction<S, A, Next<S, B>> function;
    private S state;

    private CompiledLoop(S initial, BiFunction<S, A, Next<S, B>> function, Workers workers) {
        this.function = function;
        this.state = initial;
    }

    /** What a step gives: the next state, of the same form, shapes and dtypes, and a result. */
    public record Next<S, B>(S state, B result) {}

    /** A loop from an initial state, run on all processors. */
    public static <S, A, B> CompiledLoop<S, A, B> of(S initial, BiFunction<S, A, Next<S, B>> step) {
        return on(Workers.shared(), initial, step);
    }

    /** A loop from an initial state, run on a given pool. */
    public static <S, A, B> CompiledLoop<S, A, B> on(Workers workers, S initial, BiFunction<S, A, Next<S, B>> step) {
        return new CompiledLoop<>(initial, step, workers);
    }

    /** One step: the state moves on. */
    public synchronized B step(A argument) {
        Next<S, B> next = function.apply(state, argument);
        state = Tree.map(next.state(), Tensor::evaluate);
        return Tree.map(next.result(), Tensor::evaluate);
    }

    /** A copy of the state as it is now. */
    public synchronized S state() {
        return state;
    }
}
