package org.chainrule.autodiff;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.chainrule.graph.Node;
import org.chainrule.graph.Source;
import org.chainrule.graph.Topology;

/**
 * Backpropagation, graph to graph: walk the topological order backward, take each node's upstream gradient, ask its
 * operation for the downstream gradients, and add up what arrives at each input.
 */
public final class Reverse {
    private Reverse() {}

    /**
     * The gradients of {@code ⟨seed, output⟩} by the given nodes; zero where the output does not depend on one smoothly.
     *
     * @param output the result; differentiated as if {@code seed} were the gradient of something final by it
     * @param seed of the output's shape
     * @param by the nodes to differentiate by, anywhere in the graph
     */
    public static List<Node> gradients(Node output, Node seed, List<Node> by) {
        return gradients(List.of(output), List.of(seed), by);
    }

    /** As {@link #gradients(Node, Node, List)}, of {@code Σ ⟨seed, output⟩}. */
    public static List<Node> gradients(List<Node> outputs, List<Node> seeds, List<Node> by) {
        List<Optional<Node>> flows = flows(Topology.of(outputs), outputs, seeds, by);
        return IntStream.range(0, by.size())
                .mapToObj(i -> flows.get(i).orElseGet(by.get(i)::zero))
                .toList();
    }

    /**
     * As {@link #gradients(List, List, List)}, but empty where nothing flows to a node.
     *
     * @param order all nodes that the outputs reach, as of {@link Topology}
     */
    public static List<Optional<Node>> flows(List<Node> order, List<Node> outputs, List<Node> seeds, List<Node> by) {
        Set<Node> active = active(order, by);
        Map<Node, Node> upstreams = new HashMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            if (active.contains(outputs.get(i))) {
                upstreams.merge(outputs.get(i), seeds.get(i), Node::add);
            }
        }
        for (Node node : order.reversed()) {
            if (upstreams.containsKey(node)) {
                Source.as(node.source().in(Source.Pass.BACKWARD), () -> flow(node, upstreams, active));
            }
        }
        return by.stream().map(node -> Optional.ofNullable(upstreams.get(node))).toList();
    }

    private static Map<Node, Node> flow(Node node, Map<Node, Node> upstreams, Set<Node> active) {
        Node upstream = java.util.Objects.requireNonNull(upstreams.get(node));
        for (int i = 0; i < node.inputs().size(); i++) {
            if (active.contains(node.input(i)) && node.op().differentiable(i)) {
                upstreams.merge(node.input(i), node.op().downstream(node, i, upstream), Node::add);
            }
        }
        return upstreams;
    }

    /** The nodes that move when one of {@code by} moves. */
    static Set<Node> active(List<Node> order, List<Node> by) {
        Set<Node> active = new HashSet<>(by);
        active.removeIf(node -> !node.dtype().isFloating());
        for (Node node : order) {
            for (int i = 0; i < node.inputs().size() && node.dtype().isFloating(); i++) {
                if (active.contains(node.input(i)) && node.op().differentiable(i)) {
                    active.add(node);
                }
            }
        }
        return active;
    }
}
