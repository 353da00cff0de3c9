package org.chainrule.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.autodiff.Forward;
import org.chainrule.autodiff.Reverse;
import org.chainrule.graph.Axes;
import org.chainrule.graph.DType;
import org.chainrule.graph.Data;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;

/**
 * A derivative as a graph, of results of any shape and dtype: they are summed with weights that depend on the seed alone.
 *
 * @param order 0 is the results themselves
 * @param forward whether the last derivative is taken in forward mode
 */
record Derivative(int order, boolean forward, long seed) {
    /** The derivatives of results by inputs. */
    List<Node> of(List<Node> results, List<Node> inputs) {
        List<Node> outputs = results;
        for (int i = 1; i <= order; i++) {
            outputs = forward && i == order ? tangents(outputs, inputs) : gradients(outputs, inputs);
        }
        return outputs;
    }

    private List<Node> gradients(List<Node> outputs, List<Node> inputs) {
        SplittableRandom random = new SplittableRandom(seed);
        Node first = outputs.getFirst();
        Node sum = first.sum(Axes.range(0, first.shape().rank())).zero();
        for (Node output : outputs) {
            Node weighted = output.mul(drawn(output.type(), random));
            sum = sum.add(weighted.sum(Axes.range(0, output.shape().rank())).cast(sum.dtype()));
        }
        return Reverse.gradients(sum, sum.one(), inputs);
    }

    private List<Node> tangents(List<Node> outputs, List<Node> inputs) {
        SplittableRandom random = new SplittableRandom(seed + 1);
        Map<Node, Node> directions = new HashMap<>();
        inputs.forEach(input -> directions.put(input, drawn(input.type(), random)));
        return Forward.tangents(outputs, directions);
    }

    /** Multiples of 1/8 between ½ and 1½, of either sign: exact in every dtype. */
    private static Node drawn(Type type, SplittableRandom random) {
        double[] values = random.ints(type.shape().size(), 4, 13)
                .mapToDouble(eighths -> eighths / 8.0 * (random.nextBoolean() ? 1 : -1))
                .toArray();
        return Node.constant(new Data(new Type(type.shape(), DType.FLOAT64), values))
                .cast(type.dtype());
    }
}
