package org.chainrule.warmup;

/** The machine-made code of a kernel. Stateless: any number of threads may run it at once on disjoint parts. */
public interface KernelCode {
    /**
     * Runs a part of the iteration space.
     *
     * @param arrays the operands' arrays
     * @param arguments the numbers of the launch, see {@code Layout}
     * @param rowFrom the first row, inclusive
     * @param rowTo the last row, exclusive
     * @param columnFrom the first column, inclusive
     * @param columnTo the last column, exclusive; a multiple of 16 from {@code columnFrom}, unless it is the row's end
     */
    void run(Object[] arrays, int[] arguments, int rowFrom, int rowTo, int columnFrom, int columnTo);
}
