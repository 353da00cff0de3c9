package org.chainrule.graph;

import java.util.List;
import java.util.Optional;

/** Where the derivatives of a {@link Region} come from. */
public sealed interface Rules {
    /** From the enclosed graph. */
    enum Own implements Rules {
        /** As if the graph were not enclosed at all, but for what a derivative needs of it, which is computed anew. */
        DERIVED,
        /** What the gradient needs is computed again when it is needed, rather than kept. */
        RECOMPUTED
    }

    /** Stated by the user. */
    non-sealed interface Stated extends Rules {
        /**
         * Reverse mode: takes the inputs, the results, and the upstreams of the floating results; gives what flows down to
         * each floating input.
         *
         * @throws DerivativeException if there is none
         */
        Closure backward(Region region);

        /**
         * Forward mode: takes the inputs, the results, and the tangents of the floating inputs; gives the tangents of the
         * floating results.
         *
         * @throws DerivativeException if there is none
         */
        Closure tangent(Region region);

        /** @throws DerivativeException if the rules say nothing of that input, as the user's code captured it */
        void checkInput(int input);

        /** The results on many examples, if that is stated too. */
        Optional<List<Node>> batched(Region region, List<Batch> inputs, int count);
    }
}
