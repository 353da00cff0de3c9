package org.chainrule.runtime;

import java.util.Arrays;

/** A loop on parts of a product that lie in an array of their own: one thread's operands and numbers, used again for each part. */
final class PartJob {
    private final LoopJob job;
    private final int product;
    private final Object[] operands;
    private final int[] numbers;

    /** @param product which of the loop's operands the product is */
    PartJob(LoopJob job, int product) {
        this.job = job;
        this.product = product;
        this.operands = new Object[job.loop().operands()];
        this.numbers = new int[job.loop().arguments()[0].length];
    }

    /**
     * Runs on one part.
     *
     * @param begin where in the array the product's row 0 and column 0 would stand
     */
    void run(Object array, int begin, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        job.copy(operands, numbers);
        operands[product] = array;
        numbers[job.loop().offset(product)] = begin;
        job.loop().tile(operands, numbers, rowFrom, rowTo, columnFrom, columnTo);
        Arrays.fill(operands, Execution.NOTHING);
    }
}
