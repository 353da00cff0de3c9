package org.chainrule.matmul;

import java.util.OptionalInt;
import org.chainrule.threads.Workers;

/** How products of one shape are computed: made once, run any number of times, by any number of threads at once. */
public sealed interface ProductPlan permits MatmulPlan, InnerProducts, TieredProduct, PlainProduct {
    /** The shape that was planned for. */
    MatmulShape shape();

    /**
     * C = A·B; what stood in C is overwritten.
     *
     * @param aOffset where the first element of A stands in {@code a}, and so for B and C
     * @param epilogue called for each finished part of C
     */
    void run(
            Object a,
            int aOffset,
            Object b,
            int bOffset,
            Object c,
            int cOffset,
            Workers workers,
            MatmulPlan.Tile epilogue);

    /**
     * From a row to the next of a part of C, if each part is computed at once, so that C need not be kept.
     *
     * @see #runInParts
     */
    OptionalInt partRow();

    /** A·B of which each part is gone once the epilogue is done with it; the epilogue finds it where it is told. */
    void runInParts(Object a, int aOffset, Object b, int bOffset, Workers workers, MatmulPlan.Tile epilogue);
}
