package org.chainrule.bench.protocol;

/**
 * Training steps of a bag of words: the mean of the looked-up rows, a linear layer, softmax cross-entropy (mean over the batch), on
 * some batches in turn. Adam with decays 0.9 and 0.999, epsilon 1e-8.
 *
 * @param rows of the table
 * @param width of a row
 * @param words that an example looks up
 * @param batches in turn
 * @param sparse whether only the rows of the batch move, as in PyTorch's SparseAdam, or all
 */
public record Lookup(
        String row, int rows, int width, int batch, int words, int classes, int batches, double rate, boolean sparse)
        implements Task {
    @Override
    public int tracedSteps() {
        return 20;
    }

    /** Initial rows, one after the other: standard normal. */
    public float[] table() {
        return Numbers.normal(1, rows * width);
    }

    /** Initial weights, [width, classes] row by row: uniform in ±1/√width. */
    public float[] weight() {
        return Numbers.uniform(2, width * classes, 1 / Math.sqrt(width));
    }

    /** Initial biases: uniform in ±1/√width. */
    public float[] bias() {
        return Numbers.uniform(3, classes, 1 / Math.sqrt(width));
    }

    /** The rows that a batch looks up, [batch, words] row by row. */
    public int[] ids(int number) {
        return Numbers.below(1000L + number, batch * words, rows);
    }

    /** The right class of each example, the same in all batches. */
    public int[] labels() {
        return Numbers.below(999, batch, classes);
    }
}
