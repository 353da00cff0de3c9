package org.chainrule.interpret;

import java.util.Arrays;
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
        for (int i = 0; i < input.size(); i++) {
            int place = places.next();
            switch (reduce.combine()) {
                case SUM -> result.add(place, input, i);
                case MAX -> {
                    if (node.dtype().isFloating()) {
                        result.reals[place] = Math.max(result.reals[place], input.reals[i]);
                    } else {
                        result.wholes[place] = Math.max(result.wholes[place], input.wholes[i]);
                    }
                }
                case MIN -> {
                    if (node.dtype().isFloating()) {
                        result.reals[place] = Math.min(result.reals[place], input.reals[i]);
                    } else {
                        result.wholes[place] = Math.min(result.wholes[place], input.wholes[i]);
                    }
                }
            }
        }
        return result.settled(rounding);
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
        for (int b = 0; b < batch; b++) {
            for (int i = 0; i < m; i++) {
                for (int p = 0; p < k; p++) {
                    for (int j = 0; j < n; j++) {
                        int to = (b * m + i) * n + j;
                        int a = (b * m + i) * k + p;
                        int c = (b * k + p) * n + j;
                        if (node.dtype().isFloating()) {
                            result.reals[to] += left.reals[a] * right.reals[c];
                        } else {
                            result.wholes[to] += left.wholes[a] * right.wholes[c];
                        }
                    }
                }
            }
        }
        return result.settled(rounding);
    }
}
