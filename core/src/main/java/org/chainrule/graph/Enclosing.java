package org.chainrule.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An operation that encloses a graph, and runs it once, many times, or a part of it. */
public sealed interface Enclosing extends Tuple permits Region, Scan, While, Branch {
    Definition definition();

    /** The same operation around another graph. */
    Enclosing with(Definition other);

    /** How often the graph runs, as far as it is known: for estimates of the work. */
    int runs();

    /**
     * The operation that computes only some of the results.
     *
     * @param read the numbers of the results that are read
     */
    Narrowed narrowed(BitSet read);

    /**
     * An operation that computes fewer results from fewer inputs.
     *
     * @param inputs which of the wider operation's inputs it takes
     * @param results for each of its results which of the wider operation's it is
     */
    record Narrowed(Enclosing op, List<Integer> inputs, List<Integer> results) {}

    @Override
    default boolean differentiable(int input) {
        return true;
    }

    @Override
    default Node tangent(Node node, int input, Node tangent) {
        return tangent(node, Map.of(input, tangent));
    }

    @Override
    Node tangent(Node node, Map<Integer, Node> tangents);

    /** What flows to the results as the flow of their node: a bundle, or of one result the flow itself. */
    static Node joined(Node node, List<Optional<Node>> flows) {
        if (flows.size() == 1) {
            return flows.getFirst().orElseGet(node::zero);
        }
        Map<Integer, Node> joined = new java.util.HashMap<>();
        for (int i = 0; i < flows.size(); i++) {
            int index = i;
            flows.get(i).ifPresent(flow -> joined.put(index, flow));
        }
        return Bundle.of(joined);
    }

    /** The results of many examples as one node. */
    static Node joined(List<Node> results) {
        return results.size() == 1
                ? results.getFirst()
                : joined(results.getFirst(), results.stream().map(Optional::of).toList());
    }

    /** @throws ShapeException if the inputs are not of the definition's types */
    default void check(List<Type> expected, List<Type> inputs) {
        if (!expected.equals(inputs)) {
            throw new ShapeException(toString(), "inputs of types " + inputs, "the enclosed graph takes " + expected);
        }
    }

    /** The numbers of the floating ones among types. */
    static List<Integer> floating(List<Type> types) {
        List<Integer> floating = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).dtype().isFloating()) {
                floating.add(i);
            }
        }
        return floating;
    }
}
