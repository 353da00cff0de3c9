package org.chainrule.compile;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reduce;
import org.chainrule.graph.Shape;

/**
 * A reduction of a few elements, as a pooling's window: written out at each place of the result. They are too few to be columns, and too
 * few to be put together row after row. (Sums of a few whole rows join the loop that computes these.)
 */
final class ShortReduction {
    /** So many elements at most: a window of 3 × 3. */
    private static final int MOST = 9;

    private ShortReduction() {}

    static boolean is(Node node) {
        if (!(node.op() instanceof Reduce reduce) || node.shape().size() == 0) {
            return false;
        }
        Shape shape = node.input(0).shape();
        int first = reduce.axes().get(0);
        return shape.range(0, first).size() > 1 && shape.size() / node.shape().size() <= MOST;
    }

    /** The input's views of the elements that are put together, in row-major order. */
    static List<View> views(Node node, View view) {
        Shape shape = node.input(0).shape();
        int[] axes = ((Reduce) node.op()).axes().toArray();
        int count = shape.size() / node.shape().size();
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    int[] places = new int[axes.length];
                    int rest = number;
                    for (int i = axes.length - 1; i >= 0; i--) {
                        places[i] = rest % shape.extent(axes[i]);
                        rest /= shape.extent(axes[i]);
                    }
                    return view.at(shape, axes, places);
                })
                .toList();
    }
}
