package org.chainrule.graph;

import java.util.List;

/**
 * An operation that is computed by plain Java over whole arrays, in both tiers. Whatever cannot be said element by
 * element, and is no movement, reduction or product, is one: sorting, factorizations, users' own code.
 */
public sealed interface Routine extends Tuple permits HostCall, EachExample, Algorithm {
    /**
     * Computes the results. The arrays are row-major, {@code float[]}, {@code double[]}, {@code int[]} (int32 and bool)
     * or {@code long[]}; they belong to this call, which may write to all of them.
     *
     * @param types the types of the inputs
     * @param inputs an array for each input
     * @param results an array of zeros for each result, to be filled
     */
    void run(List<Type> types, Object[] inputs, Object[] results);

    /** A routine for inputs of certain types, with whatever memory it keeps from run to run. One thread at a time. */
    @FunctionalInterface
    interface Work {
        /** As {@link Routine#run}, but that the arrays may be those of the run before. */
        void run(Object[] inputs, Object[] results);
    }

    /** What runs again and again. A routine that should then allocate nothing keeps its memory there. */
    default Work work(List<Type> types) {
        return (inputs, results) -> run(types, inputs, results);
    }

    /** By default one example after the other, without a derivative. */
    @Override
    default Node batched(Node node, List<Batch> inputs, int count) {
        return EachExample.of(this, inputs, count);
    }
}
