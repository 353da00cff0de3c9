package org.chainrule;

import java.util.List;
import org.chainrule.graph.Data;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Topology;
import org.chainrule.interpret.Interpreter;

/** Computes tensors when their values are asked for: a small graph at once, element by element; a large one compiled. */
final class Evaluation {
    private Evaluation() {}

    /** The elements of nodes; what was computed before is used, and what is computed is kept. */
    static List<Data> of(List<Node> nodes) {
        List<Node> missing = nodes.stream().filter(node -> node.value().isEmpty()).toList();
        if (!missing.isEmpty()) {
            List<Data> computed = Interpreter.run(missing);
            for (int i = 0; i < missing.size(); i++) {
                missing.get(i).keep(computed.get(i));
            }
        }
        return nodes.stream().map(node -> node.value().orElseThrow()).toList();
    }

    /** Whether a node depends on no argument of a function that is being traced. */
    static boolean isKnowable(Node node) {
        return Topology.of(List.of(node), below -> below.value().isEmpty()).stream()
                .noneMatch(below -> below.op() instanceof Leaf.Argument && below.value().isEmpty());
    }
}
