package org.chainrule.interpret;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reduce;
import org.chainrule.graph.RunningSum;
import org.chainrule.graph.Shape;

/** The reference meaning of reductions, running sums and matrix products. */
final class Contractions {
    private Contractions() {}

    static Lane reduce(Reduce reduce, Node node, Lane input, boolean rounding) {
        Shape from = node.input(0).shape();
        Lane result = new Lane(node.dtype(), node.shape().size());
        Arrays.fill(result.reals, reduce.combine().identity());
        Arrays.fill(result.wholes, reduce.combine().identity(node.dtype()));
        int[] kept = node.shape().strides();
        int[] steps = new int[from.rank()];
        for (int axis = 0, next = 0; axis < steps.length; axis++) {
            steps[axis] = reduce.axes().contains(axis) ? 0 : kept[next++];
        }
        Places places = new Places(from, 0, steps);
        for (int i = 0; i < input.size(); i += places.row()) {
            int place = places.next();
            switch (reduce.combine()) {
                case SUM -> result.add(places.row(), place, places.step(), input, i, 1);
                case MAX -> best(Math::max, Math::max, places, result, place, input, i);
                case MIN -> best(Math::min, Math::min, places, result, place, input, i);
            }
        }
        return result.settled(rounding);
    }

    private static void best(
            DoubleBinaryOperator reals,
            LongBinaryOperator wholes,
            Places places,
            Lane result,
            int place,
            Lane input,
            int from) {
        for (int i = 0; i < places.row(); i++) {
            int to = place + i * places.step();
            if (result.dtype.isFloating()) {
                result.reals[to] = reals.applyAsDouble(result.reals[to], input.reals[from + i]);
            } else {
                result.wholes[to] = wholes.applyAsLong(result.wholes[to], input.wholes[from + i]);
            }
        }
    }

    static Lane scan(RunningSum scan, Node node, Lane input, boolean rounding) {
        Lane result = new Lane(node.dtype(), input.size());
        int stride = node.shape().strides()[scan.axis()];
        int extent = node.shape().extent(scan.axis());
        for (int i = 0; i < input.size(); i++) {
            result.copy(i, input, i);
            if (i / stride % extent > 0) {
                result.add(i, result, i - stride);
            }
        }
        return result.settled(rounding);
    }

    static Lane matmul(Node node, Lane left, Lane right, boolean rounding) {
        int m = node.shape().extent(-2);
        int n = node.shape().extent(-1);
        int k = node.input(0).shape().extent(-1);
        Lane result = new Lane(node.dtype(), node.shape().size());
        int batch = node.shape().range(0, node.shape().rank() - 2).size();
        for (int row = 0; row < batch * m; row++) {
            for (int p = 0; p < k; p++) {
                int factor = row * k + p;
                int from = (row / m * k + p) * n;
                if (node.dtype().isFloating()) {
                    addScaled(n, result.reals, row * n, left.reals[factor], right.reals, from);
                } else {
                    addScaled(n, result.wholes, row * n, left.wholes[factor], right.wholes, from);
                }
            }
        }
        return result.settled(rounding);
    }

    private static void addScaled(int count, double[] sums, int to, double factor, double[] terms, int from) {
        for (int j = 0; j < count; j++) {
            sums[to + j] += factor * terms[from + j];
        }
    }

    private static void addScaled(int count, long[] sums, int to, long factor, long[] terms, int from) {
        for (int j = 0; j < count; j++) {
            sums[to + j] += factor * terms[from + j];
        }
    }
}
