package org.chainrule.runtime;

import java.util.function.Supplier;

/**
 * Brings HotSpot to compile code with its best compiler; until then vectors are boxed objects, a hundred times slower. How
 * a loop is cut changes no result. See {@code docs/decisions/0003-kernel-size.md}.
 *
 * <p>It counts calls and compiles soon what is called often, so new code is called on small parts, many times. And it can
 * get stuck: code that is too much for its first compiler may, if the queue of the second is long just then, be left for
 * ever with a version that gathers no profile, and so never becomes a case for the second. Code that is still slow after
 * some seconds is therefore emitted anew, and gets another chance.
 */
public final class WarmingCode implements KernelCode {
    private static final int PART = 256;
    /** After so many calls HotSpot's best compiler has been asked. */
    private static final int CALLS = 2000;
    /** Lighter code is not too much for the first compiler. */
    private static final int HEAVY = 50;
    /** No compiled code takes so long for a vector operation; boxed vectors take five times longer. */
    private static final int SLOW_NANOS = 5;

    private static final long PATIENCE_NANOS = 1_000_000_000;
    private static final int CHANCES = 3;

    private final Supplier<KernelCode> emitter;
    private final boolean columnsIndependent;
    private final int weight;
    private final int lanes;
    // races make these inexact, which does no harm
    private KernelCode code;
    private int calls;
    private boolean settled;
    private long warm;
    private int chances = CHANCES;

    /**
     * @param emitter gives equal code of a new class each time
     * @param columnsIndependent whether a row may be cut into parts, as nothing puts its columns together
     * @param weight the vector operations that take a row one vector forward
     * @param lanes the columns of a vector
     */
    public WarmingCode(Supplier<KernelCode> emitter, boolean columnsIndependent, int weight, int lanes) {
        this.emitter = emitter;
        this.columnsIndependent = columnsIndependent;
        this.weight = weight;
        this.lanes = lanes;
        this.code = emitter.get();
    }

    @Override
    public void run(Object[] arrays, int[] arguments, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        if (settled) {
            code.run(arrays, arguments, rowFrom, rowTo, columnFrom, columnTo);
        } else if (calls < CALLS) {
            warm(arrays, arguments, rowFrom, rowTo, columnFrom, columnTo);
        } else {
            watch(arrays, arguments, rowFrom, rowTo, columnFrom, columnTo);
        }
    }

    private void warm(Object[] arrays, int[] arguments, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        int part = columnsIndependent ? PART : Math.max(1, columnTo - columnFrom);
        for (int row = rowFrom; row < rowTo; row++) {
            for (int column = columnFrom; column < columnTo; column += part) {
                code.run(arrays, arguments, row, row + 1, column, Math.min(columnTo, column + part));
                calls++;
            }
        }
        warm = System.nanoTime();
        settled = calls >= CALLS && weight < HEAVY;
    }

    private void watch(Object[] arrays, int[] arguments, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        long before = System.nanoTime();
        code.run(arrays, arguments, rowFrom, rowTo, columnFrom, columnTo);
        long after = System.nanoTime();
        long vectors = (long) (rowTo - rowFrom) * ((columnTo - columnFrom + lanes - 1) / lanes);
        settled = after - before < (long) SLOW_NANOS * weight * vectors || chances == 0;
        if (!settled && after - warm > PATIENCE_NANOS) {
            chances--;
            calls = 0;
            code = emitter.get();
        }
    }
}
