package org.chainrule.lens.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.Node;
import org.chainrule.graph.Topology;
import org.chainrule.graph.Unary;

/**
 * The outputs of a ReLU in a model.
 *
 * @param after the layer that they stand behind
 * @param outputs [batch, units], or [batch, channels, rows, columns], whose channels are the units
 */
record Rectified(String after, Tensor outputs) {
    /** All that a result was computed from, in the order of computing. */
    static List<Rectified> in(Tensor result, Object model) {
        Map<Node, String> layers = new HashMap<>();
        Tree.named(model).forEach((path, tensor) -> layers.put(tensor.node(), Layers.name(path)));
        List<Rectified> found = new ArrayList<>();
        for (Node node : Topology.of(List.of(result.node()), node -> !layers.containsKey(node))) {
            if (node.op() == Unary.RELU && node.shape().rank() > 1) {
                found.add(new Rectified(nearest(node, layers), Tensor.of(node)));
            }
        }
        return found;
    }

    /** The layer of the parameter that is the fewest operations away. */
    private static String nearest(Node from, Map<Node, String> layers) {
        Set<Node> seen = new HashSet<>();
        Deque<Node> pending = new ArrayDeque<>(List.of(from));
        while (!pending.isEmpty()) {
            Node node = pending.remove();
            if (layers.containsKey(node)) {
                return layers.get(node);
            }
            node.inputs().stream().filter(seen::add).forEach(pending::add);
        }
        return "inputs";
    }

    private int axis() {
        int rank = outputs.shape().rank();
        return rank > 3 ? 1 : rank - 1;
    }

    int units() {
        return outputs.shape().extent(axis());
    }

    /** How many units are 0 for all examples, a scalar. */
    Tensor dead() {
        int[] others = IntStream.range(0, outputs.shape().rank())
                .filter(axis -> axis != axis())
                .toArray();
        return outputs.max(others).eq(0).sum();
    }
}
