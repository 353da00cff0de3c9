package org.chainrule.data;

import java.util.List;

/**
 * One time through some examples.
 *
 * @param batch examples in a batch, from 1 on; the last may have fewer
 * @param seed decides the order, together with the epoch
 * @param epoch counted from 1
 */
public record Pass(Sampling sampling, int batch, long seed, int epoch) {
    public Pass {
        if (batch < 1) {
            throw new IllegalArgumentException("a batch has at least one example, not " + batch);
        }
    }

    /** The numbers of each batch, of a data set of that size. */
    List<int[]> batches(int size) {
        return Shuffle.cut(batch, sampling.order(size, seed, epoch));
    }
}
