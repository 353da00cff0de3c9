package org.chainrule.warmup;

import java.util.concurrent.locks.LockSupport;

/**
 * Brings HotSpot to compile code with its best compiler; until then vectors are objects, hundreds of times slower. It counts
 * calls and compiles soon what is called often, so code that is still slow is called on small parts, many times; between them it
 * rests, as the compiler needs the processor more. How a loop is cut changes no result. See
 * {@code docs/decisions/0003-kernel-size.md}.
 */
public final class WarmingCode implements KernelCode {
    /** The vectors of a part: some, as HotSpot should see a loop. */
    private static final int PART = 4;
    /** After so many calls HotSpot's best compiler may have been asked. */
    private static final int CALLS = 300;
    /** Between two judgements of how fast it is. */
    private static final int BATCH = 64;
    /** The most parts between two looks, where other code does the rest. */
    private static final int PROBE = 16;
    /** So many vector operations are enough for a look, though they be fewer parts. */
    private static final int PROBED_OPERATIONS = 300;
    /** What such parts of a run may take. */
    private static final long LONGEST_PART_NANOS = 10_000_000;
    /** No compiled code takes so long for a vector operation; vectors that are objects take many times longer. */
    private static final int SLOW_NANOS = 5;
    /** And so long for a call, less what it does. */
    private static final int CALL_NANOS = 200;

    /** What the first call after others may wait for memory. */
    private static final int COLD_NANOS = 5000;

    private static final long LONGEST_REST_NANOS = 20_000_000;

    private final KernelCode code;
    private final boolean columnsIndependent;
    private final int weight;
    private final int lanes;
    // races make these inexact, which does no harm
    private int calls;
    private boolean fast;

    /**
     * @param columnsIndependent whether a row may be cut into parts, as nothing puts its columns together
     * @param weight the vector operations that take a row one vector forward
     * @param lanes the columns of a vector
     */
    public WarmingCode(KernelCode code, boolean columnsIndependent, int weight, int lanes) {
        this.code = code;
        this.columnsIndependent = columnsIndependent;
        this.weight = weight;
        this.lanes = lanes;
    }

    @Override
    public void run(Object[] arrays, int[] arguments, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        if (fast) {
            code.run(arrays, arguments, rowFrom, rowTo, columnFrom, columnTo);
        } else {
            warm(arrays, arguments, rowFrom, rowTo, columnFrom, columnTo, part(columnFrom, columnTo));
        }
    }

    /** The row in which a part of a run ended: all before it are done. */
    static int row(long reached) {
        return (int) (reached >> Integer.SIZE);
    }

    /** The column at which a part of a run ended: of its row all before it are done. */
    static int column(long reached) {
        return (int) reached;
    }

    /**
     * Runs some parts alone: enough for HotSpot to take notice, then as many as show whether it is fast by now. Gives where it ended, as no
     * object, since it may be long until it is fast.
     */
    long part(Object[] arrays, int[] arguments, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        int part = part(columnFrom, columnTo);
        int columns = Math.min(part, columnTo - columnFrom);
        int probe = (int) Math.clamp(PROBED_OPERATIONS / Math.max(1, operations(columns)), 2, PROBE);
        int most = calls < CALLS ? CALLS : probe;
        int row = rowFrom;
        int column = columnFrom;
        int done = 0;
        long begin = System.nanoTime();
        while (row < rowTo && done < most && !fast && System.nanoTime() - begin < LONGEST_PART_NANOS) {
            long before = System.nanoTime();
            int parts = 0;
            while (row < rowTo && parts < probe) {
                int end = Math.min(columnTo, column + part);
                code.run(arrays, arguments, row, row + 1, column, end);
                parts++;
                row = end < columnTo ? row : row + 1;
                column = end < columnTo ? end : columnFrom;
            }
            done += parts;
            calls += parts;
            fast = isFast(System.nanoTime() - before, parts, columns);
        }
        return (long) row << Integer.SIZE | column;
    }

    /** The columns of a part. */
    private int part(int columnFrom, int columnTo) {
        return columnsIndependent ? PART * lanes : Math.max(1, columnTo - columnFrom);
    }

    boolean isFast() {
        return fast;
    }

    KernelCode code() {
        return code;
    }

    private void warm(
            Object[] arrays, int[] arguments, int rowFrom, int rowTo, int columnFrom, int columnTo, int part) {
        long begin = System.nanoTime();
        int parts = 0;
        for (int row = rowFrom; row < rowTo; row++) {
            for (int column = columnFrom; column < columnTo; column += part) {
                code.run(arrays, arguments, row, row + 1, column, Math.min(columnTo, column + part));
                calls++;
                if (++parts == BATCH) {
                    judge(System.nanoTime() - begin, parts, Math.min(part, columnTo - columnFrom));
                    parts = 0;
                    begin = System.nanoTime();
                }
            }
        }
        if (parts > 0) {
            judge(System.nanoTime() - begin, parts, Math.min(part, columnTo - columnFrom));
        }
    }

    /** Whether calls that took so long are those of compiled code. */
    private void judge(long nanos, int parts, int columns) {
        fast = isFast(nanos, parts, columns);
        if (!fast && calls >= CALLS) {
            LockSupport.parkNanos(Math.min(2 * nanos, LONGEST_REST_NANOS));
        }
    }

    private boolean isFast(long nanos, int parts, int columns) {
        return nanos < COLD_NANOS + parts * (CALL_NANOS + SLOW_NANOS * operations(columns));
    }

    /** The vector operations of a call. */
    private long operations(int columns) {
        return (long) weight * ((columns + lanes - 1) / lanes);
    }
}
