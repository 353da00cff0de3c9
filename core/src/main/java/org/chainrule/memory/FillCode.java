package org.chainrule.memory;

import java.util.concurrent.CompletableFuture;
import org.chainrule.graph.DType;

/** Where the code that finds cache lines comes from. Thread-safe; the same question gives the same object. */
public interface FillCode {
    /** The elements of a vector on this machine, 1 if there are no vectors. */
    int vectorLength(DType type);

    VectorFill fill(DType type);

    /** Begins to compile the code of {@link #fill}. */
    CompletableFuture<Void> warmFill(DType type);
}
