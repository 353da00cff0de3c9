package org.chainrule.interpret;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.graph.Data;
import org.chainrule.graph.Node;
import org.chainrule.graph.Topology;

/**
 * The values of a graph in double precision, for other values of its arguments again and again: what does not depend on those that
 * change is computed once.
 */
public final class Oracle {
    private final List<Node> roots;
    private final List<Node> order;
    /** What is known where the graph is: nothing, until it is first asked about another place. */
    private Optional<Interpreter> here = Optional.empty();

    /** @param roots whose values are asked for */
    public Oracle(List<Node> roots) {
        this.roots = List.copyOf(roots);
        this.order = Topology.of(roots, node -> node.value().isEmpty());
    }

    /** The values of the roots with others for some nodes. */
    public List<Data> at(Map<Node, Data> moved) {
        return known().without(dependents(moved.keySet())).evaluate(roots, moved);
    }

    private Interpreter known() {
        return here.orElseGet(() -> {
            Interpreter interpreter = new Interpreter(false);
            interpreter.evaluate(roots, Map.of());
            here = Optional.of(interpreter);
            return interpreter;
        });
    }

    private Set<Node> dependents(Set<Node> moved) {
        Set<Node> dependents = new HashSet<>(moved);
        for (Node node : order) {
            if (node.inputs().stream().anyMatch(dependents::contains)) {
                dependents.add(node);
            }
        }
        return dependents;
    }
}
