package org.chainrule.codegen;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.chainrule.runtime.Background;

/**
 * Calls new vector code on little data until HotSpot has compiled it, while the rest of a program is still being built.
 * Interpreted, vector code is about a thousand times slower, and it is called seldom with much to do: left alone, it would stay
 * so for seconds.
 */
final class MicroWarmup {
    /** The steps of the loop within a call. */
    static final int DEPTH = 16;
    /** After so many calls HotSpot's best compiler may have been asked. */
    private static final int CALLS = 96;
    /** Between two looks at how fast it is. */
    private static final int BATCH = 32;
    /** Compiled code takes a tenth of it for a call. */
    private static final long HOT_NANOS = 5_000;

    private static final long LONGEST_REST_NANOS = 20_000_000;
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    private MicroWarmup() {}

    /** Is done when {@code call} has become fast, or will not. */
    static CompletableFuture<Void> start(Runnable call) {
        return CompletableFuture.runAsync(() -> warm(call), Background.warming());
    }

    private static void warm(Runnable call) {
        long begin = System.nanoTime();
        for (int calls = BATCH; System.nanoTime() - begin < PATIENCE_NANOS; calls += BATCH) {
            long nanos = nanos(call);
            if (nanos < BATCH * HOT_NANOS) {
                return;
            }
            if (calls >= CALLS) {
                // the compiler needs the processor more
                LockSupport.parkNanos(Math.min(2 * nanos, LONGEST_REST_NANOS));
            }
        }
    }

    /** How long a batch of calls takes. */
    private static long nanos(Runnable call) {
        long begin = System.nanoTime();
        for (int i = 0; i < BATCH; i++) {
            call.run();
        }
        return System.nanoTime() - begin;
    }
}
