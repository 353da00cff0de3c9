package org.chainrule.threads;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;

/**
 * A pool of threads that share out the pieces of a job. Pieces are taken in any order by any thread, so how a computation is
 * cut must depend on its shape alone; then its results do not depend on the number of threads.
 *
 * <p>Any number of threads may call {@link #run} at once. The threads of a pool are daemons, and end when the pool is closed
 * or garbage.
 */
public final class Workers implements AutoCloseable {
    /** A job, cut into pieces. */
    @FunctionalInterface
    public interface Piece {
        /** Does piece number {@code piece}. */
        void run(int piece);
    }

    private static final Cleaner CLEANER = Cleaner.create();

    private final WorkersCrew crew;
    private final Cleaner.Cleanable cleanable;

    private Workers(int size) {
        this.crew = new WorkersCrew(size - 1);
        this.cleanable = CLEANER.register(this, crew::dismiss);
    }

    /** A new pool of {@code size} threads, the caller of {@link #run} being one of them. */
    public static Workers of(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("threads: %d, but the least is 1".formatted(size));
        }
        return new Workers(size);
    }

    /** The pool of this process: one thread for each processor, or as many as the system property chainrule.threads says. */
    public static Workers shared() {
        return Shared.POOL;
    }

    /** How many threads work on a job, its caller included. */
    public int size() {
        return crew.size() + 1;
    }

    /**
     * Runs the pieces 0 … {@code pieces} − 1, and returns when all are done. A call from inside a piece runs its pieces itself.
     * Allocates nothing.
     *
     * @throws RuntimeException or Error: the first that a piece has thrown, after all running pieces have stopped; pieces not
     *     yet begun are then left out
     */
    public void run(int pieces, Piece piece) {
        try {
            crew.run(pieces, piece);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Ends the threads once they are idle. Later calls of {@link #run} do all pieces themselves. */
    @Override
    public void close() {
        cleanable.clean();
    }

    private static final class Shared {
        static final Workers POOL = of(Math.max(
                1, Integer.getInteger("chainrule.threads", Runtime.getRuntime().availableProcessors())));
    }
}
