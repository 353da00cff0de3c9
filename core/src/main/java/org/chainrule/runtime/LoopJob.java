package org.chainrule.runtime;

import org.chainrule.threads.Workers;

/** A loop within one execution: the arrays that it works on, and its pieces on them. Used again in each run, which allocates nothing. */
final class LoopJob implements Workers.Piece {
    private final LoopRun loop;
    private final Object[] operands;

    LoopJob(LoopRun loop, int operands) {
        this.loop = loop;
        this.operands = new Object[operands];
    }

    Object[] operands() {
        return operands;
    }

    @Override
    public void run(int piece) {
        loop.piece(operands, piece);
    }
}
