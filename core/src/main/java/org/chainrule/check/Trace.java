package org.chainrule.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.chainrule.Tensor;
import org.chainrule.Tree;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Data;
import org.chainrule.graph.Node;
import org.chainrule.graph.Topology;
import org.chainrule.interpret.Interpreter;

/**
 * A user's function as a graph in double precision. Every floating tensor of its input is replaced by a fresh argument,
 * so that tensors that happen to be one node of the graph, as two zero biases, are told apart.
 *
 * @param paths the arguments' names
 * @param arguments float64 constants
 * @param outputs what the function gives
 */
record Trace(List<String> paths, List<Node> arguments, List<Node> outputs) {
    static <T> Trace of(T at, Function<T, List<Tensor>> function) {
        List<String> paths = new ArrayList<>();
        List<Node> arguments = new ArrayList<>();
        List<Tensor> leaves = new ArrayList<>();
        Map<Node, Node> given = new HashMap<>();
        Tree.parameters(at); // refuses what holds none
        Tree.named(at).forEach((path, tensor) -> {
            if (tensor.dtype().isFloating()) {
                Node leaf = Node.constant(tensor.data());
                Node argument = Node.constant(Promotion.promote(tensor.data()));
                given.put(leaf, argument);
                arguments.add(argument);
                paths.add(path);
                leaves.add(Tensor.of(leaf));
            } else {
                leaves.add(tensor);
            }
        });
        List<Node> outputs = function.apply(Tree.rebuild(at, leaves)).stream()
                .map(Tensor::node)
                .toList();
        for (Node output : outputs) {
            if (!output.dtype().isFloating()) {
                throw new DTypeException("gradient check: the function gives " + output.type()
                        + "; only float32 and float64 have gradients");
            }
        }
        List<Node> promoted = Promotion.of(outputs, given);
        computeConstants(promoted, arguments);
        return new Trace(paths, arguments, promoted);
    }

    /** What does not depend on the arguments is computed once, not at every step. */
    private static void computeConstants(List<Node> outputs, List<Node> arguments) {
        Set<Node> moving = new HashSet<>(arguments);
        Set<Node> fixed = new LinkedHashSet<>();
        for (Node node : Topology.of(outputs)) {
            if (node.inputs().stream().anyMatch(moving::contains)) {
                moving.add(node);
                node.inputs().stream()
                        .filter(input ->
                                !moving.contains(input) && input.value().isEmpty())
                        .forEach(fixed::add);
            }
        }
        List<Node> wanted = List.copyOf(fixed);
        List<Data> values = Interpreter.oracle(wanted, Map.of());
        for (int i = 0; i < values.size(); i++) {
            wanted.get(i).keep(values.get(i));
        }
    }
}
