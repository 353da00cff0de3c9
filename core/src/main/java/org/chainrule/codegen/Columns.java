package org.chainrule.codegen;

/**
 * How the columns of a run fill logical vectors. Each case has code of its own, so that no hot code holds a branch that
 * its warm-up never took: when such a branch is taken after all, HotSpot falls back to the interpreter, where vectors are
 * a thousand times slower.
 */
public enum Columns {
    /** The number of columns is a multiple of the logical vector. */
    WHOLE,
    /** There are fewer columns than a logical vector has lanes. */
    SHORT,
    /** Vectors, and a rest. */
    MIXED;

    /**
     * The case of so many columns.
     *
     * @param columns the number of columns of a run
     * @param lanes the lanes of the kernel's logical vector, see {@link KernelCompiler#lanes}
     */
    public static Columns of(int columns, int lanes) {
        if (columns % lanes == 0) {
            return WHOLE;
        }
        return columns < lanes ? SHORT : MIXED;
    }
}
