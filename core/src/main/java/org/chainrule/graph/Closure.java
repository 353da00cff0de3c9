package org.chainrule.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A traced function with what it captured: whatever does not depend on the function's own arguments is computed outside,
 * once, and becomes an argument more. Movements and numbers that cost nothing stay inside.
 *
 * @param definition takes the function's arguments, then what was captured
 * @param captured nodes outside
 */
public record Closure(Definition definition, List<Node> captured) {
    public Closure {
        captured = List.copyOf(captured);
    }

    /**
     * The closure of outputs that were traced from stand-ins.
     *
     * @param standIns {@link Leaf.Argument}s of a trace of their own
     */
    public static Closure of(List<Node> standIns, List<Node> outputs, Transforms transforms) {
        Map<Node, Node> inside = new HashMap<>();
        List<Type> types = new ArrayList<>(standIns.stream().map(Node::type).toList());
        List<Node> own = Definition.arguments(types);
        for (int i = 0; i < own.size(); i++) {
            inside.put(standIns.get(i), own.get(i));
        }
        Capture capture = new Capture(own.size());
        for (Node node : Topology.of(outputs)) {
            if (!inside.containsKey(node) && node.inputs().stream().anyMatch(inside::containsKey)) {
                List<Node> inputs = node.inputs().stream()
                        .map(input -> inside.containsKey(input) ? inside.get(input) : capture.of(input))
                        .map(Objects::requireNonNull)
                        .toList();
                inside.put(node, Source.as(node.source(), () -> Node.of(node.op(), inputs)));
            } else {
                capture.pass(node);
            }
        }
        List<Node> results = outputs.stream()
                .map(output -> inside.containsKey(output) ? inside.get(output) : capture.of(output))
                .map(Objects::requireNonNull)
                .toList();
        List<Node> captured = List.copyOf(capture.arguments.keySet());
        captured.forEach(node -> types.add(node.type()));
        return new Closure(Definition.of(Definition.arguments(types), results, transforms), captured);
    }

    /** The outputs of an operation that encloses the definition, for these inputs and what was captured. */
    public List<Node> call(Enclosing op, List<Node> inputs) {
        List<Node> all = new ArrayList<>(inputs);
        all.addAll(captured);
        return Tuple.of(op, all);
    }

    /** What is captured, in the order in which it is found. */
    private static final class Capture {
        private final int first;
        private final Map<Node, Node> arguments = new LinkedHashMap<>();
        private final Set<Node> numbers = new HashSet<>();

        Capture(int first) {
            this.first = first;
        }

        /** Remembers a node outside: whether it follows from numbers alone. */
        void pass(Node node) {
            boolean given = node.op() instanceof Leaf.Constant || node.op() instanceof Leaf.Argument;
            if (!given && numbers.containsAll(node.inputs())) {
                numbers.add(node);
            }
        }

        /** What stands inside for a node outside. */
        Node of(Node node) {
            Deque<Node> movements = new ArrayDeque<>();
            Node under = node;
            while (under.op() instanceof Movement && under.inputs().size() == 1) {
                movements.push(under);
                under = under.input(0);
            }
            Node taken = numbers.contains(under)
                    ? under
                    : arguments.computeIfAbsent(
                            under,
                            fresh -> Node.of(
                                    new Leaf.Argument(Definition.TRACE, first + arguments.size(), fresh.type())));
            for (Node movement : movements) {
                Node moved = taken;
                taken = Source.as(movement.source(), () -> Node.of(movement.op(), moved));
            }
            return taken;
        }
    }
}
