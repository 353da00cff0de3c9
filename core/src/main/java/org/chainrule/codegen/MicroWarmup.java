package org.chainrule.codegen;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls new vector code on little data until HotSpot has compiled it, while the rest of a program is still being built.
 * Interpreted, vector code is about a thousand times slower, and it is called seldom with much to do: left alone, it would stay
 * so for seconds.
 */
final class MicroWarmup {
    /** Enough to be compiled, with a loop of {@value #DEPTH} inside. */
    private static final int CALLS = 2500;

    static final int DEPTH = 16;
    private static final int SAMPLE = 20;
    private static final long HOT_NANOS = 5_000;
    private static final long PAUSE_NANOS = 1_000_000;
    private static final long PATIENCE_NANOS = 1_500_000_000;

    private final ThreadPoolExecutor threads;

    MicroWarmup() {
        int count = Runtime.getRuntime().availableProcessors();
        threads = new ThreadPoolExecutor(count, count, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(null, task, "chainrule-warmup", 0, false);
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Is done when {@code call} has become fast, or will not. */
    CompletableFuture<Void> start(Runnable call) {
        return CompletableFuture.runAsync(() -> warm(call), threads);
    }

    private static void warm(Runnable call) {
        long begin = System.nanoTime();
        for (int i = 0; i < CALLS && System.nanoTime() - begin < PATIENCE_NANOS; i++) {
            call.run();
        }
        while (System.nanoTime() - begin < PATIENCE_NANOS && nanosPerCall(call) > HOT_NANOS) {
            LockSupport.parkNanos(PAUSE_NANOS); // the compiler needs the processor more
        }
    }

    private static long nanosPerCall(Runnable call) {
        long begin = System.nanoTime();
        for (int i = 0; i < SAMPLE; i++) {
            call.run();
        }
        return (System.nanoTime() - begin) / SAMPLE;
    }
}
