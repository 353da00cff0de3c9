package org.chainrule.autodiff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chainrule.graph.Node;
import org.chainrule.graph.Source;
import org.chainrule.graph.Topology;

/** Forward mode, graph to graph: walk the topological order and carry each node's tangent along. */
public final class Forward {
    private Forward() {}

    /**
     * How the outputs move when nodes move along the given directions: the product of the Jacobian with them.
     *
     * @param directions for each moving node its tangent, of its shape
     */
    public static List<Node> tangents(List<Node> outputs, Map<Node, Node> directions) {
        Map<Node, Node> tangents = new HashMap<>(directions);
        tangents.keySet().removeIf(node -> !node.dtype().isFloating());
        for (Node node : Topology.of(outputs)) {
            if (!directions.containsKey(node) && node.dtype().isFloating()) {
                Source.as(node.source().in(Source.Pass.TANGENT), () -> flow(node, tangents));
            }
        }
        return outputs.stream()
                .map(node -> tangents.getOrDefault(node, node.zero()))
                .toList();
    }

    private static Map<Node, Node> flow(Node node, Map<Node, Node> tangents) {
        Map<Integer, Node> moving = new TreeMap<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            Node input = node.input(i);
            if (tangents.containsKey(input) && node.op().differentiable(i)) {
                moving.put(i, java.util.Objects.requireNonNull(tangents.get(input)));
            }
        }
        if (!moving.isEmpty()) {
            tangents.put(node, node.op().tangent(node, moving));
        }
        return tangents;
    }
}
