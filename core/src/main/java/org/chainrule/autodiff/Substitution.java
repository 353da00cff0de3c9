package org.chainrule.autodiff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Node;
import org.chainrule.graph.Source;
import org.chainrule.graph.Topology;

/** The same computation of other values, graph to graph. */
public final class Substitution {
    private Substitution() {}

    /** The outputs where nodes are replaced by others of their types. */
    public static List<Node> of(List<Node> outputs, Map<Node, Node> replaced) {
        Map<Node, Node> after = new HashMap<>(replaced);
        for (Node node : Topology.of(outputs, node -> !replaced.containsKey(node))) {
            List<Node> inputs = node.inputs().stream()
                    .map(input -> after.getOrDefault(input, input))
                    .toList();
            if (!after.containsKey(node) && !inputs.equals(node.inputs())) {
                Node rebuilt = Source.as(node.source(), () -> Node.of(node.op(), inputs));
                after.put(node, node.isDerivative() ? rebuilt.asDerivative() : rebuilt);
            }
        }
        return outputs.stream().map(node -> after.getOrDefault(node, node)).toList();
    }
}
