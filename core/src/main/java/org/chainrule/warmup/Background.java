package org.chainrule.warmup;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Threads beside the program's, in which code is made and made fast while slower code answers. */
public final class Background {
    /** {@code false} has vector code run from the first call on, however slow it still is. */
    public static final String SCALAR_FIRST_PROPERTY = "chainrule.scalarFirst";

    /** How long code is left alone: much of what runs once does not run again. */
    public static final long COLD_NANOS = 100_000_000;

    /** After so long without any the compilers have nothing better to do. */
    private static final long IDLE_NANOS = 100_000_000;

    private static final long LONGEST_REST_NANOS = 20_000_000;
    private static final int MANY_PROCESSORS = 4;
    private static final Executor MAKING = pool(1);
    private static final Executor WARMING = pool(Runtime.getRuntime().availableProcessors());

    /** When a loop's code was last asked for, or was on its way; that of products does not count. */
    private static final AtomicLong BUSY = new AtomicLong(System.nanoTime());

    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private Background() {}

    /** Says that a loop's code is asked for or on its way. */
    static void busy() {
        BUSY.setPlain(System.nanoTime());
    }

    /** Whether no loop's code has been on its way for a while. */
    static boolean isIdle() {
        return System.nanoTime() - BUSY.getPlain() > IDLE_NANOS;
    }

    /** Whether scalar code answers until vector code is fast. */
    public static boolean scalarFirst() {
        return !"false".equals(System.getProperty(SCALAR_FIRST_PROPERTY));
    }

    /** Tells, the first time, that slower code goes on computing, and why. */
    public static void cannotBeMade(Throwable failure) {
        if (!TOLD.getAndSet(true)) {
            System.getLogger(Background.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "Vector code cannot be made, so slower code computes the same in its place; please report it",
                            failure);
        }
    }

    /** Where code is made. */
    public static Executor making() {
        return MAKING;
    }

    /** Where new code is called again and again, with pauses, until it is fast. */
    public static Executor warming() {
        return WARMING;
    }

    /** Daemon threads, which end when there is nothing to do. */
    private static Executor pool(int count) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(count, count, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(null, task, "chainrule-warmup", 0, false);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** After work of so many nanoseconds: leaves the processor to HotSpot's compilers where there are few, and longer where there is one. */
    public static void rest(long nanos) {
        int processors = Runtime.getRuntime().availableProcessors();
        if (processors < MANY_PROCESSORS) {
            int part = processors == 1 ? 2 : 1;
            LockSupport.parkNanos(part * Math.min(2 * nanos, LONGEST_REST_NANOS));
        }
    }
}
