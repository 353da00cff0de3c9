package org.chainrule.autodiff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
        List<Optional<Node>> moves = moves(Topology.of(outputs), outputs, directions);
        return IntStream.range(0, outputs.size())
                .mapToObj(i -> moves.get(i).orElseGet(outputs.get(i)::zero))
                .toList();
    }

    /**
     * As {@link #tangents}, but empty where an output does not move.
     *
     * @param order all nodes that the outputs reach, as of {@link Topology}
     */
    public static List<Optional<Node>> moves(List<Node> order, List<Node> outputs, Map<Node, Node> directions) {
        Map<Node, Node> tangents = new HashMap<>(directions);
        tangents.keySet().removeIf(node -> !node.dtype().isFloating());
        for (Node node : order) {
            if (!directions.containsKey(node) && node.dtype().isFloating()) {
                Source.as(node.source().in(Source.Pass.TANGENT), () -> flow(node, tangents));
            }
        }
        return outputs.stream()
                .map(node -> Optional.ofNullable(tangents.get(node)))
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
