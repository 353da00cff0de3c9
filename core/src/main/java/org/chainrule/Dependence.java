package org.chainrule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Node;
import org.chainrule.graph.Origins;
import org.chainrule.graph.Topology;

/**
 * Which of a function's arguments each of its results moves with.
 *
 * @param arguments the different sets of arguments, by their numbers
 * @param results for each result, which of these sets
 */
record Dependence(List<int[]> arguments, int[] results) {
    /** Of what moves with no argument; it is not changed. */
    private static final BitSet NONE = new BitSet();

    /** Of a function that was traced. */
    static Dependence of(List<Node> outputs, List<Node> arguments) {
        Map<Node, BitSet> moving = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).dtype().isFloating()) {
                moving.computeIfAbsent(arguments.get(i), node -> new BitSet()).set(i);
            }
        }
        for (Node node : Topology.of(outputs)) {
            BitSet own = new BitSet();
            for (int i = 0; i < node.inputs().size() && node.dtype().isFloating(); i++) {
                if (node.op().differentiable(i)) {
                    own.or(moving.getOrDefault(node.input(i), NONE));
                }
            }
            if (!own.isEmpty()) {
                moving.put(node, own);
            }
        }
        Map<BitSet, Integer> sets = new HashMap<>();
        List<int[]> different = new ArrayList<>();
        int[] results = new int[outputs.size()];
        for (int i = 0; i < results.length; i++) {
            BitSet own = moving.getOrDefault(outputs.get(i), NONE);
            results[i] = sets.computeIfAbsent(own, set -> {
                different.add(set.stream().toArray());
                return different.size() - 1;
            });
        }
        return new Dependence(different, results);
    }

    /** Where results come from, for each set of arguments, where these are the function's. */
    Origins[] origins(List<Tensor> given) {
        Origins[] origins = new Origins[arguments.size()];
        for (int i = 0; i < origins.length; i++) {
            int[] numbers = arguments.get(i);
            long[] nodes = new long[numbers.length];
            for (int k = 0; k < nodes.length; k++) {
                nodes[k] = given.get(numbers[k]).node().number();
            }
            origins[i] = nodes.length == 0 ? Origins.UNKNOWN : Origins.of(nodes);
        }
        return origins;
    }
}
