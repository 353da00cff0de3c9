package org.chainrule.compile;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.chainrule.graph.Enclosing;
import org.chainrule.graph.Node;
import org.chainrule.graph.Pick;
import org.chainrule.graph.Source;
import org.chainrule.graph.Topology;
import org.chainrule.graph.Tuple;

/** Loops and branches compute only those of their results that are read, and take only what these need. */
final class Narrow {
    private final Map<Node, Enclosing.Narrowed> narrowed = new HashMap<>();
    private final Map<Node, Node> rebuilt = new HashMap<>();

    private Narrow() {}

    static List<Node> of(List<Node> outputs) {
        List<Node> order = Topology.of(outputs);
        if (order.stream().noneMatch(node -> node.op() instanceof Enclosing)) {
            return outputs;
        }
        Narrow pass = new Narrow();
        pass.narrow(order, outputs);
        for (Node node : order) {
            if (pass.isRead(node)) {
                pass.rebuilt.put(node, Source.as(node.source(), () -> pass.rebuild(node)));
            }
        }
        return outputs.stream().map(pass::now).toList();
    }

    private final Set<Node> live = new HashSet<>();

    private boolean isRead(Node node) {
        return live.contains(node);
    }

    /** What uses a node stands after it: backward, every node's uses are known when it is reached. */
    private void narrow(List<Node> order, List<Node> outputs) {
        Map<Node, BitSet> read = new HashMap<>();
        live.addAll(outputs);
        for (Node node : order.reversed()) {
            if (!live.contains(node)) {
                continue;
            }
            if (node.op() instanceof Pick pick) {
                read.computeIfAbsent(node.input(0), several -> new BitSet()).set(pick.index());
            }
            if (node.op() instanceof Enclosing enclosing) {
                BitSet results = read.getOrDefault(node, first());
                Enclosing.Narrowed fewer = enclosing.narrowed(results);
                narrowed.put(node, fewer);
                fewer.inputs().forEach(input -> live.add(node.input(input)));
            } else {
                live.addAll(node.inputs());
            }
        }
    }

    private static BitSet first() {
        BitSet first = new BitSet();
        first.set(0);
        return first;
    }

    private Node rebuild(Node node) {
        if (node.op() instanceof Pick pick && narrowed.containsKey(node.input(0))) {
            Enclosing.Narrowed fewer = Objects.requireNonNull(narrowed.get(node.input(0)));
            return Tuple.of(now(node.input(0)), fewer.results().indexOf(pick.index()));
        }
        if (node.op() instanceof Enclosing) {
            Enclosing.Narrowed fewer = Objects.requireNonNull(narrowed.get(node));
            return Node.of(
                    fewer.op(),
                    fewer.inputs().stream().map(input -> now(node.input(input))).toList());
        }
        List<Node> inputs = node.inputs().stream().map(this::now).toList();
        return inputs.equals(node.inputs()) ? node : Node.of(node.op(), inputs);
    }

    private Node now(Node node) {
        return Objects.requireNonNull(rebuilt.get(node));
    }
}
