package org.chainrule.autodiff;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Topology;

/** Linear maps that are given as graphs. */
public final class Linearity {
    private Linearity() {}

    /**
     * The transposed map: the gradients of {@code Σ ⟨seed, output⟩} by the arguments; empty if the outputs are not linear in
     * these. They are if every operation on the way is smooth and the gradients do not depend on the arguments.
     */
    public static Optional<List<Node>> transposed(List<Node> outputs, List<Node> seeds, List<Node> arguments) {
        if (!isSmooth(outputs, arguments)) {
            return Optional.empty();
        }
        List<Node> transposed = Reverse.gradients(outputs, seeds, arguments);
        return Optional.of(transposed).filter(nodes -> Collections.disjoint(Topology.of(nodes), arguments));
    }

    private static boolean isSmooth(List<Node> outputs, List<Node> arguments) {
        Set<Node> moving = new HashSet<>(arguments);
        for (Node node : Topology.of(outputs)) {
            for (int i = 0; i < node.inputs().size(); i++) {
                if (moving.contains(node.input(i))) {
                    if (!node.op().differentiable(i) || isStep(node, i)) {
                        return false;
                    }
                    moving.add(node);
                }
            }
        }
        return true;
    }

    /** Whether an operation is flat wherever it is smooth, as rounding is. */
    private static boolean isStep(Node node, int input) {
        return node.op() instanceof Elementwise op && op.local(node, input).equals(node.zero());
    }
}
