package org.chainrule.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chainrule.graph.Node;
import org.chainrule.graph.Pick;
import org.chainrule.graph.Region;
import org.chainrule.graph.Source;
import org.chainrule.graph.Topology;
import org.chainrule.graph.Tuple;

/** Writes regions out, whatever they enclose included, so that all later passes see through them. */
final class Inline {
    private Inline() {}

    static List<Node> of(List<Node> outputs) {
        boolean flat = Topology.of(outputs).stream().noneMatch(node -> node.op() instanceof Region);
        return flat ? outputs : of(written(outputs));
    }

    /** One level written out. */
    private static List<Node> written(List<Node> outputs) {
        Map<Node, List<Node>> results = new HashMap<>();
        for (Node node : Topology.of(outputs)) {
            results.put(node, Source.as(node.source(), () -> results(node, results)));
        }
        return outputs.stream().map(output -> only(output, results)).toList();
    }

    private static List<Node> results(Node node, Map<Node, List<Node>> known) {
        if (node.op() instanceof Pick pick) {
            List<Node> several = Objects.requireNonNull(known.get(node.input(0)));
            return List.of(several.size() > 1 ? several.get(pick.index()) : Tuple.of(several.getFirst(), pick.index()));
        }
        List<Node> inputs =
                node.inputs().stream().map(input -> only(input, known)).toList();
        if (node.op() instanceof Region region) {
            return region.definition().at(inputs);
        }
        return List.of(inputs.equals(node.inputs()) ? node : Node.of(node.op(), inputs));
    }

    private static Node only(Node node, Map<Node, List<Node>> known) {
        return Objects.requireNonNull(known.get(node)).getFirst();
    }
}
