package org.chainrule.threads;

/**
 * Waiting for another thread without sleep. To put a thread to sleep and to wake it takes ten times as long as many jobs of
 * a program.
 */
final class Watching {
    /** After so long other threads that want the processor have it between two looks. */
    private static final long ALONE_NANOS = 10_000;

    private Watching() {}

    /** Passes a moment of watching that began at a time by {@link System#nanoTime}; false if it has lasted that long already. */
    static boolean goesOn(long since, long longestNanos) {
        long waited = System.nanoTime() - since;
        if (waited < ALONE_NANOS) {
            Thread.onSpinWait();
        } else if (waited < longestNanos) {
            Thread.yield();
        }
        return waited < longestNanos;
    }
}
