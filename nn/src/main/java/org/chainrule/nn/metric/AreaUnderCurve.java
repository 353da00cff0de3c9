package org.chainrule.nn.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.graph.DType;
import org.chainrule.graph.ShapeException;

/**
 * The area under the receiver operating characteristic: how likely an example of class 1 has a higher score than one of class 0, ties
 * counting half. Computed of ranks, as the Mann-Whitney U statistic. Source: Hanley, McNeil, "The meaning and use of the area under
 * a ROC curve", Radiology 1982.
 */
public final class AreaUnderCurve {
    private AreaUnderCurve() {}

    /**
     * @param scores floating [batch], of any size: only their order counts
     * @param labels [batch], 1 or 0
     * @return NaN if all labels are the same, or a score is NaN
     */
    public static double of(Tensor scores, Tensor labels) {
        if (scores.shape().rank() != 1 || !scores.shape().equals(labels.shape())) {
            throw new ShapeException("area under curve", scores.shape() + " and " + labels.shape(), "both [batch]");
        }
        double[] values = scores.cast(DType.FLOAT64).toDoubles();
        int[] classes = Classes.of(labels);
        double positives =
                Arrays.stream(classes).map(label -> Classes.check(label, 2)).sum();
        double negatives = classes.length - positives;
        if (Arrays.stream(values).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        return (ranks(values, classes) - positives * (positives + 1) / 2) / (positives * negatives);
    }

    /** The sum of the ranks of class 1, from 1 on; equal scores share theirs. */
    private static double ranks(double[] values, int[] classes) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double sum = 0;
        int begin = 0;
        while (begin < order.length) {
            int end = begin;
            int positives = 0;
            while (end < order.length && values[order[end]] == values[order[begin]]) {
                positives += classes[order[end]];
                end++;
            }
            sum += positives * (begin + 1 + end) / 2.0;
            begin = end;
        }
        return sum;
    }
}
