package org.chainrule.bench.engine;

import java.util.List;
import java.util.function.Function;
import org.chainrule.Compiled;
import org.chainrule.CompiledLoop;
import org.chainrule.Tensor;

/**
 * A function that is computed again and again into memory of its own: a loop whose state is what it gave last. Peers, too, have their
 * results' memory back for the next step.
 */
final class Repeated<A, B> {
    private final A argument;
    private final CompiledLoop<B, A, List<Tensor>> loop;

    Repeated(A argument, Function<A, B> function) {
        this.argument = argument;
        B first = Compiled.of(function).apply(argument);
        this.loop =
                CompiledLoop.of(first, (before, given) -> new CompiledLoop.Next<>(function.apply(given), List.of()));
    }

    void compute() {
        loop.advance(argument);
    }

    /** A copy of what it gives. */
    B result() {
        compute();
        return loop.state();
    }
}
