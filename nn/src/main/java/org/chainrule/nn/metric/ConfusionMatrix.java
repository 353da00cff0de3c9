package org.chainrule.nn.metric;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.graph.ShapeException;

/**
 * How often each class was taken for each. A ratio of nothing to nothing is 0, as in scikit-learn. It is immutable.
 */
public final class ConfusionMatrix {
    private final long[][] counts;

    private ConfusionMatrix(long[][] counts) {
        this.counts = counts;
    }

    /**
     * Counts a batch.
     *
     * @param predicted [batch], class numbers
     * @param labels [batch], class numbers
     * @throws IllegalArgumentException if one of them is no class
     */
    public static ConfusionMatrix of(Tensor predicted, Tensor labels, int classes) {
        if (!predicted.shape().equals(labels.shape())) {
            throw new ShapeException(
                    "confusion matrix", predicted.shape() + " and " + labels.shape(), "a prediction for each label");
        }
        long[][] counts = new long[classes][classes];
        int[] columns = Classes.of(predicted);
        int[] rows = Classes.of(labels);
        for (int i = 0; i < rows.length; i++) {
            counts[Classes.check(rows[i], classes)][Classes.check(columns[i], classes)]++;
        }
        return new ConfusionMatrix(counts);
    }

    /** Of two batches together. */
    public ConfusionMatrix and(ConfusionMatrix other) {
        if (other.classes() != classes()) {
            throw new IllegalArgumentException(classes() + " and " + other.classes() + " classes");
        }
        long[][] sums = new long[classes()][classes()];
        for (int i = 0; i < classes(); i++) {
            for (int j = 0; j < classes(); j++) {
                sums[i][j] = counts[i][j] + other.counts[i][j];
            }
        }
        return new ConfusionMatrix(sums);
    }

    public int classes() {
        return counts.length;
    }

    /** How often that class was taken for that. */
    public long count(int label, int predicted) {
        return counts[label][predicted];
    }

    /** How many examples are of a class. */
    public long labelled(int ofClass) {
        return Arrays.stream(counts[ofClass]).sum();
    }

    /** How many examples were taken for a class. */
    public long predicted(int asClass) {
        return Arrays.stream(counts).mapToLong(row -> row[asClass]).sum();
    }

    public long right() {
        return IntStream.range(0, classes()).mapToLong(i -> counts[i][i]).sum();
    }

    public long total() {
        return IntStream.range(0, classes()).mapToLong(this::labelled).sum();
    }

    /** The largest count of one mistake. */
    public long worst() {
        long worst = 0;
        for (int label = 0; label < classes(); label++) {
            for (int predicted = 0; predicted < classes(); predicted++) {
                worst = label == predicted ? worst : Math.max(worst, counts[label][predicted]);
            }
        }
        return worst;
    }

    /** The share of right predictions. */
    public double accuracy() {
        return ratio(right(), total());
    }

    /** Of what was taken for a class, the share that is of it. */
    public double precision(int ofClass) {
        return ratio(counts[ofClass][ofClass], predicted(ofClass));
    }

    /** Of what is of a class, the share that was found. */
    public double recall(int ofClass) {
        return ratio(counts[ofClass][ofClass], labelled(ofClass));
    }

    /** The harmonic mean of precision and recall. */
    public double f1(int ofClass) {
        double precision = precision(ofClass);
        double recall = recall(ofClass);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    /** The classes' {@link #precision(int)} as one number. */
    public double precision(Average average) {
        return average.of(this, this::precision);
    }

    /** The classes' {@link #recall(int)} as one number. */
    public double recall(Average average) {
        return average.of(this, this::recall);
    }

    /** The classes' {@link #f1(int)} as one number. */
    public double f1(Average average) {
        return average.of(this, this::f1);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** A row for each class, a column for each prediction. */
    @Override
    public String toString() {
        return Arrays.deepToString(counts);
    }
}
