package org.chainrule.lens.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param outputs [batch, …], one axis being that of the units
 * @param axis of the units: channels, the second axis, where the nearest weights are those of a convolution, and the last axis elsewhere
 */
record Rectified(String after, Tensor outputs, int axis) {
    /** All that a result was computed from, in the order of computing. */
    static List<Rectified> in(Tensor result, Object model) {
        Map<Node, String> layers = new HashMap<>();
        Tree.named(model).forEach((path, tensor) -> layers.put(tensor.node(), Layers.name(path)));
        List<Rectified> found = new ArrayList<>();
        for (Node node : Topology.of(List.of(result.node()), node -> !layers.containsKey(node))) {
            if (node.op() == Unary.RELU && node.shape().rank() > 1) {
                String after =
                        nearest(node, layers.keySet(), 1).map(layers::get).orElse("inputs");
                found.add(new Rectified(after, Tensor.of(node), axis(node, layers.keySet())));
            }
        }
        return found;
    }

    /** Of convolutions alone the weights have more than two axes. */
    private static int axis(Node outputs, Set<Node> parameters) {
        boolean isConvolved = nearest(outputs, parameters, 2)
                .filter(weights -> weights.shape().rank() > 2)
                .isPresent();
        return isConvolved ? 1 : outputs.shape().rank() - 1;
    }

    /** The parameter of so many axes at least that is the fewest operations away. */
    private static Optional<Node> nearest(Node from, Set<Node> parameters, int rank) {
        Set<Node> seen = new HashSet<>();
        Deque<Node> pending = new ArrayDeque<>(List.of(from));
        while (!pending.isEmpty()) {
            Node node = pending.remove();
            if (parameters.contains(node) && node.shape().rank() >= rank) {
                return Optional.of(node);
            }
            node.inputs().stream().filter(seen::add).forEach(pending::add);
        }
        return Optional.empty();
    }

    int units() {
        return outputs.shape().extent(axis);
    }

    /** How many units are 0 for all examples, a scalar. */
    Tensor dead() {
        int[] others = IntStream.range(0, outputs.shape().rank())
                .filter(other -> other != axis)
                .toArray();
        return outputs.max(others).eq(0).sum();
    }
}
