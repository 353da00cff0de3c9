package org.chainrule.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An operation that may have several results. Where it has one, its node is the result; where it has more, its node
 * stands for all of them, and a {@link Pick} takes each. What flows through such a node, up or down, is a
 * {@link Bundle}.
 */
public sealed interface Tuple extends Op permits Routine, Enclosing {
    /**
     * The types of the results, at least one.
     *
     * @throws ShapeException or {@link DTypeException} if the inputs do not fit
     */
    List<Type> results(List<Type> inputs);

    @Override
    default Type infer(List<Type> inputs) {
        List<Type> results = results(inputs);
        return results.size() == 1 ? results.getFirst() : Bundle.type(results);
    }

    /** The results of a node of any operation: itself, or the picks of a tuple. */
    static List<Node> results(Node node) {
        if (node.op() instanceof Tuple tuple) {
            List<Type> types =
                    tuple.results(node.inputs().stream().map(Node::type).toList());
            if (types.size() > 1) {
                return IntStream.range(0, types.size())
                        .mapToObj(index -> Node.of(new Pick(index, types.get(index)), node))
                        .toList();
            }
        }
        return List.of(node);
    }

    /** A result of a node of several, or of a bundle of all of them. */
    static Node of(Node several, int index) {
        return several.op() instanceof Bundle
                ? Bundle.get(several, index).orElseThrow()
                : results(several).get(index);
    }

    /** The results of this operation on these inputs. */
    static List<Node> of(Tuple op, List<Node> inputs) {
        return results(Node.of(op, inputs));
    }

    /** Whether a node stands for several results and has no value of its own. */
    static boolean isSeveral(Node node) {
        return node.op() instanceof Tuple tuple
                && tuple.results(node.inputs().stream().map(Node::type).toList())
                                .size()
                        > 1;
    }

    /** The upstream of a node of any operation, from the upstreams of its floating results. */
    static Node upstream(Node node, List<Node> upstreams) {
        List<Node> results = results(node);
        if (results.size() == 1) {
            return upstreams.getFirst();
        }
        Map<Integer, Node> flows = new HashMap<>();
        for (int index = 0; index < results.size(); index++) {
            if (results.get(index).dtype().isFloating()) {
                flows.put(index, upstreams.get(flows.size()));
            }
        }
        return Bundle.of(flows);
    }

    /** What flows to each of a node's results, from its upstream; empty where nothing does. */
    static List<Optional<Node>> flows(Node node, Node upstream) {
        int count = results(node).size();
        return count == 1
                ? List.of(Optional.of(upstream))
                : IntStream.range(0, count)
                        .mapToObj(index -> Bundle.get(upstream, index))
                        .toList();
    }
}
