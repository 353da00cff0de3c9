package org.chainrule.runtime;

import org.chainrule.threads.Workers;

/** An instruction that {@link Workers} share out in pieces that need nothing but the execution. */
interface InPieces {
    /** What does the pieces within one execution. Used again in each run, which allocates nothing. */
    interface Job extends Workers.Piece {
        /** Lets go of the arrays, if it has any. */
        default void release() {}
    }

    /** A new one. */
    Job job(Execution execution);
}
