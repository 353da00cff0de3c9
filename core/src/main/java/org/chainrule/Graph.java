package org.chainrule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Source;
import org.chainrule.graph.Topology;

/**
 * What some tensors are computed from, to look at: as text, a line for each node, inputs first; or as a drawing.
 *
 * @param results the tensors' nodes
 * @param nodes all nodes that they reach, in topological order
 */
public record Graph(List<Node> results, List<Node> nodes) {
    public Graph {
        results = List.copyOf(results);
        nodes = List.copyOf(nodes);
    }

    /** Of a tensor, or a record, list or map of tensors. */
    public static Graph of(Object tree) {
        List<Node> results = TracedGraph.nodes(tree);
        return new Graph(results, Topology.of(results));
    }

    /**
     * In the language of Graphviz ({@code dot -Tsvg}): for each node its operation, type and source line. Nodes of a gradient or
     * tangent are gray, results have two borders.
     */
    public String toDot() {
        StringBuilder text = new StringBuilder(
                "digraph chainrule {\n  node [shape=box, style=filled, fillcolor=white, fontname=monospace];\n");
        Map<Node, Integer> numbers = new HashMap<>();
        for (Node node : nodes) {
            numbers.put(node, numbers.size());
            text.append("  n")
                    .append(numbers.get(node))
                    .append(" [")
                    .append(attributes(node))
                    .append("];\n");
            for (int i = 0; i < node.inputs().size(); i++) {
                text.append("  n")
                        .append(numbers.get(node.input(i)))
                        .append(" -> n")
                        .append(numbers.get(node));
                text.append(node.inputs().size() > 1 ? " [label=" + i + "];\n" : ";\n");
            }
        }
        return text.append("}\n").toString();
    }

    private String attributes(Node node) {
        String shape = node.op() instanceof Leaf ? ", shape=ellipse" : "";
        String color = node.source().pass() == Source.Pass.FORWARD ? "" : ", fillcolor=lightgray";
        String border = results.contains(node) ? ", peripheries=2" : "";
        return "label=\"" + escaped(Graph.operation(node)) + "\\n"
                + escaped(node.type().toString()) + "\\n"
                + escaped(node.source().toString()) + '"' + shape + color + border;
    }

    private static String operation(Node node) {
        return node.op().toString().toLowerCase(java.util.Locale.ROOT);
    }

    /** Inside of a quoted label a backslash begins a command, and a quote ends it. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "");
    }

    /** A line for each node, as {@code %2 = tanh(%1) : float32[2, 3]   Digits.java:12}; numbered from 0. */
    @Override
    public String toString() {
        Map<Node, Integer> numbers = new HashMap<>();
        StringBuilder text = new StringBuilder();
        for (Node node : nodes) {
            numbers.put(node, numbers.size());
            String inputs = node.inputs().stream()
                    .map(input -> "%" + numbers.get(input))
                    .collect(Collectors.joining(", ", "(", ")"));
            text.append('%').append(numbers.get(node)).append(" = ").append(operation(node));
            text.append(node.inputs().isEmpty() ? "" : inputs).append(" : ").append(node.type());
            text.append("   ").append(node.source());
            text.append(
                    node.source().pass() == Source.Pass.FORWARD
                            ? "\n"
                            : ", " + node.source().pass() + "\n");
        }
        return text.toString().stripTrailing();
    }
}
