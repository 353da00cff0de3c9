package org.chainrule.runtime;

/**
 * Code that HotSpot has not compiled yet is called on small parts, many times: it counts calls, and compiles soon what is called
 * often. Until then vectors are boxed objects, a hundred times slower. How a loop is cut changes no result.
 */
public final class WarmingCode implements KernelCode {
    /** After so many calls HotSpot's best compiler has been asked. */
    private static final int CALLS = 2000;

    private static final int PART = 256;

    private final KernelCode code;
    private final boolean columnsIndependent;
    private int calls;

    /**
     * @param columnsIndependent whether a row may be cut into parts, as nothing puts its columns together
     */
    public WarmingCode(KernelCode code, boolean columnsIndependent) {
        this.code = code;
        this.columnsIndependent = columnsIndependent;
    }

    @Override
    public void run(Object[] arrays, int[] arguments, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        // a race makes the count inexact, which does no harm
        if (calls >= CALLS) {
            code.run(arrays, arguments, rowFrom, rowTo, columnFrom, columnTo);
            return;
        }
        int part = columnsIndependent ? PART : Math.max(1, columnTo - columnFrom);
        for (int row = rowFrom; row < rowTo; row++) {
            for (int column = columnFrom; column < columnTo; column += part) {
                code.run(arrays, arguments, row, row + 1, column, Math.min(columnTo, column + part));
                calls++;
            }
        }
    }
}
