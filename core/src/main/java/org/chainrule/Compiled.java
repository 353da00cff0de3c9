package org.chainrule;

import java.util.List;
import java.util.function.Function;
import org.chainrule.runtime.Workers;

/**
 * A function of tensors, compiled: it is traced once for each combination of its arguments' shapes, then replayed. The
 * argument and the result are a tensor, or a record, list or map of tensors; whatever else the argument holds is
 * configuration, and part of what is traced.
 *
 * <p>The function must be pure: it is not run again for other values of the same shapes, and tensors that it closes over
 * are constants. May be called by any number of threads at once.
 *
 * @param <A> the argument
 * @param <B> the result
 */
public final class Compiled<A, B> implements Function<A, B> {
    private final Function<A, B> function;

    private Compiled(Function<A, B> function, Workers workers) {
        this.function = function;
    }

    /** The compiled form of a function, run on all processors. */
    public static <A, B> Compiled<A, B> of(Function<A, B> function) {
        return on(Workers.shared(), function);
    }

    /** The compiled form of a function, run on a given pool. */
    public static <A, B> Compiled<A, B> on(Workers workers, Function<A, B> function) {
        return new Compiled<>(function, workers);
    }

    @Override
    public B apply(A argument) {
        return Tree.map(function.apply(argument), Tensor::evaluate);
    }
}
