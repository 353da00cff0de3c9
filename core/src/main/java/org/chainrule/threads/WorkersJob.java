package org.chainrule.threads;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread's job and its progress; used again for the thread's next job, once all helpers have left it. Its owner takes pieces from
 * the first on, helpers from the last on: what a thread wrote in one job it tends to read in the next, where it is still in its cache.
 */
final class WorkersJob {
    /** How long the owner looks whether the helpers are done before it sleeps. */
    private static final long WATCH_NANOS = 50_000;
    /** In the number of what is left: one piece less at the end. */
    private static final long LAST = 1L << Integer.SIZE;

    private static final Workers.Piece NOTHING = piece -> {};

    /** The pieces that nobody has taken: the first, and above it the end. None, if the end is not behind the first. */
    private final AtomicLong left = new AtomicLong();

    private final AtomicInteger helpers = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private Workers.Piece piece = NOTHING;
    private @Nullable Thread owner;
    private volatile boolean ownerAsleep;
    private boolean running;

    /** Whether the calling thread, the job's own, is inside a piece of it. */
    boolean isRunning() {
        return running;
    }

    void begin(int count, Workers.Piece work) {
        owner = Thread.currentThread();
        piece = work;
        left.set(LAST * count);
        running = true;
    }

    boolean hasPieces() {
        return first(left.get()) < end(left.get());
    }

    private static int first(long pieces) {
        return (int) pieces;
    }

    private static int end(long pieces) {
        return (int) (pieces >> Integer.SIZE);
    }

    void enter() {
        helpers.incrementAndGet();
    }

    void leave() {
        if (helpers.decrementAndGet() == 0 && ownerAsleep) {
            LockSupport.unpark(owner);
        }
    }

    /** Does pieces from the first on, until none is left. */
    void work() {
        for (long taken = left.getAndIncrement(); first(taken) < end(taken); taken = left.getAndIncrement()) {
            run(first(taken));
        }
    }

    /** Does pieces from the last on, until none is left, and says whether it did any. */
    boolean help() {
        boolean helped = false;
        for (long taken = left.getAndAdd(-LAST); first(taken) < end(taken); taken = left.getAndAdd(-LAST)) {
            run(end(taken) - 1);
            helped = true;
        }
        return helped;
    }

    private void run(int number) {
        try {
            piece.run(number);
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
            left.set(0);
        }
    }

    /** Waits until the helpers have finished their pieces; the job is no longer posted, so none comes to stay. */
    void awaitHelpers() {
        long since = System.nanoTime();
        while (helpers.get() > 0) {
            if (!Watching.goesOn(since, WATCH_NANOS)) {
                sleepUntilHelped();
            }
        }
    }

    private void sleepUntilHelped() {
        boolean interrupted = false;
        ownerAsleep = true;
        while (helpers.get() > 0) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        ownerAsleep = false;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets go of the work, and throws what a piece has thrown. */
    void end() {
        running = false;
        piece = NOTHING;
        left.set(0);
        Throwable thrown = failure.getAndSet(null);
        switch (thrown) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
