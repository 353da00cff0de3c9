package org.chainrule.matmul;

/**
 * The innermost part of a matrix product: tiles of C that lie one below the other, each kept in registers while k runs. Stateless, made by
 * {@code codegen} for one {@link MicroVariant}. A class, as many are called from one place: HotSpot finds an interface's method there by a search.
 */
public abstract class MicroKernel {
    /** For emitted code. */
    protected MicroKernel() {}

    /**
     * C[r, j] = (or +=) Σₖ A[r, k]·B[k, j] for the variant's rows r of each tile and its columns j; each element is a chain of fused
     * multiply-adds along k that starts at zero.
     *
     * @param panels how many panels, side by side in C, all of the variant's columns; the outer loop
     * @param first the first tile's number
     * @param last the number after the last tile's
     * @param depth how many k
     * @param a the array of A; the element [r, k] of tile t stands at {@code aOffset + (t / 2)·aPair + (t % 2)·aTile + r·aRow + k·aDepth}, where
     *     the variant may fix a stride
     * @param b the array of B; the element [k, j] of panel p stands at {@code bOffset + p·bPanel + k·bDepth + j}, where
     *     packed B has the tile's width for {@code bDepth}
     * @param packed where a copying variant, which is called for one tile, puts B's element [k, j]: at {@code packedOffset + k·width + j}, in
     *     the width of the variant's columns; others do not look at it
     * @param c the array of C; the element [r, j] of tile t and panel p stands at {@code cOffset + (t·rows + r)·cRow + p·columns + j}
     */
    public abstract void run(
            int panels,
            int first,
            int last,
            int depth,
            Object a,
            int aOffset,
            int aPair,
            int aTile,
            int aRow,
            int aDepth,
            Object b,
            int bOffset,
            int bPanel,
            int bDepth,
            Object packed,
            int packedOffset,
            Object c,
            int cOffset,
            int cRow);
}
