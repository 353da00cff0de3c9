package org.chainrule.runtime;

/**
 * The innermost part of a matrix product: one tile of C, kept in registers while k runs. Stateless, made by {@code codegen} for
 * one {@link MicroVariant}.
 */
public interface MicroKernel {
    /**
     * C[r, j] = (or +=) Σₖ A[r, k]·B[k, j] for the variant's rows r and columns j; each element is a chain of fused
     * multiply-adds along k that starts at zero.
     *
     * @param depth how many k
     * @param a the array of A; its element [r, k] stands at {@code aOffset + r·aRow + k·aDepth}, where the variant may fix a stride
     * @param b the array of B; its element [k, j] stands at {@code bOffset + k·bDepth + j}
     * @param packed where a copying variant puts B's element [k, j]: at {@code packedOffset + k·width + j}, in the width of the
     *     variant's columns; others do not look at it
     * @param c the array of C; its element [r, j] stands at {@code cOffset + r·cRow + j}
     */
    void run(
            int depth,
            Object a,
            int aOffset,
            int aRow,
            int aDepth,
            Object b,
            int bOffset,
            int bDepth,
            Object packed,
            int packedOffset,
            Object c,
            int cOffset,
            int cRow);
}
