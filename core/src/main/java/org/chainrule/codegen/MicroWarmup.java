package org.chainrule.codegen;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.chainrule.warmup.Background;

/**
 * Calls new vector code on little data until HotSpot has compiled it, while the rest of a program is still being built.
 * Interpreted, vector code is about a thousand times slower, and it is called seldom with much to do: left alone, it would stay
 * so for seconds.
 */
final class MicroWarmup {
    /** The steps of the loop within a call. */
    static final int DEPTH = 16;
    /** After so many calls HotSpot's best compiler has been asked, with the launcher's options. */
    private static final int CALLS = 20;
    /** So many show how fast it is. */
    private static final int PROBE = 2;
    /** Looks at how fast it is, before it is called twice as often. */
    private static final int LOOKS = 20;
    /** Compiled code takes a tenth of it for a call. */
    private static final long HOT_NANOS = 5_000;

    private static final long REST_NANOS = 5_000_000;
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    /** The calls that were enough for the code before: with other options HotSpot asks its best compiler later. */
    private final AtomicInteger enough = new AtomicInteger(CALLS);

    /** Is done when {@code call} has become fast, or will not. */
    CompletableFuture<Void> start(Runnable call) {
        return CompletableFuture.runAsync(() -> warm(call), Background.warming());
    }

    private void warm(Runnable call) {
        long begin = System.nanoTime();
        int calls = 0;
        while (System.nanoTime() - begin < PATIENCE_NANOS) {
            int more = Math.max(calls, enough.get());
            nanos(call, more);
            calls += more;
            for (int look = 0; look < LOOKS; look++) {
                if (nanos(call, PROBE) < PROBE * HOT_NANOS) {
                    enough.set(calls);
                    return;
                }
                // the compiler needs the processor more
                LockSupport.parkNanos(REST_NANOS);
            }
        }
    }

    /** How long some calls take. */
    private static long nanos(Runnable call, int calls) {
        long begin = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        return System.nanoTime() - begin;
    }
}
