package org.chainrule.threads;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One thread's job and its progress; used again for the thread's next job, once all helpers have left it. */
final class WorkersJob {
    private static final long SPIN_NANOS = 20_000;
    private static final Workers.Piece NOTHING = piece -> {};

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger helpers = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile int pieces;
    private Workers.Piece piece = NOTHING;
    private @Nullable Thread owner;
    private volatile boolean ownerAsleep;
    private boolean running;

    /** Whether the calling thread, the job's own, is inside a piece of it. */
    boolean isRunning() {
        return running;
    }

    void begin(int count, Workers.Piece work) {
        running = true;
        owner = Thread.currentThread();
        piece = work;
        pieces = count;
        next.set(0);
    }

    boolean hasPieces() {
        return next.get() < pieces;
    }

    void enter() {
        helpers.incrementAndGet();
    }

    void leave() {
        if (helpers.decrementAndGet() == 0 && ownerAsleep) {
            LockSupport.unpark(owner);
        }
    }

    /** Does pieces until none is left, and says whether it did any. */
    boolean work() {
        int count = pieces;
        boolean worked = false;
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            worked = true;
            try {
                piece.run(i);
            } catch (Throwable thrown) {
                failure.compareAndSet(null, thrown);
                next.set(count);
            }
        }
        return worked;
    }

    /** Waits until the helpers have finished their pieces; the job is no longer posted, so none comes to stay. */
    void awaitHelpers() {
        long since = System.nanoTime();
        while (helpers.get() > 0 && System.nanoTime() - since < SPIN_NANOS) {
            Thread.onSpinWait();
        }
        if (helpers.get() == 0) {
            return;
        }
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
        pieces = 0;
        Throwable thrown = failure.getAndSet(null);
        switch (thrown) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
