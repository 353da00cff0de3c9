package org.chainrule.autodiff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Batch;
import org.chainrule.graph.Node;
import org.chainrule.graph.Source;
import org.chainrule.graph.Topology;

/** From one example to many, graph to graph: walk the topological order and apply every operation to all examples at once. */
public final class Batching {
    private Batching() {}

    /**
     * The outputs of many examples.
     *
     * @param outputs computed from one example
     * @param examples for each node that differs from example to example all of them, along a new axis 0
     * @param count the number of examples
     * @return for each output its values on all examples, along a new axis 0; what no example enters is copied
     */
    public static List<Node> batched(List<Node> outputs, Map<Node, Node> examples, int count) {
        Map<Node, Node> all = new HashMap<>(examples);
        for (Node node : Topology.of(outputs, node -> !examples.containsKey(node))) {
            List<Batch> inputs =
                    node.inputs().stream().map(input -> batch(input, all)).toList();
            if (!all.containsKey(node) && inputs.stream().anyMatch(Batch::perExample)) {
                Node many = Source.as(node.source(), () -> node.op().batched(node, inputs, count));
                all.put(node, node.isDerivative() ? many.asDerivative() : many);
            }
        }
        return outputs.stream().map(output -> batch(output, all).each(count)).toList();
    }

    private static Batch batch(Node node, Map<Node, Node> all) {
        return new Batch(all.getOrDefault(node, node), all.containsKey(node));
    }
}
