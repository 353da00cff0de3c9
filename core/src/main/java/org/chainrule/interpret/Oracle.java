package org.chainrule.interpret;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private final Interpreter here = new Interpreter(false);
    private final List<Data> values;

    /** Computes the graph where it is. */
    public Oracle(List<Node> roots) {
        this.roots = List.copyOf(roots);
        this.order = Topology.of(roots, node -> node.value().isEmpty());
        this.values = here.evaluate(roots, Map.of());
    }

    /** The values of the roots where the graph is. */
    public List<Data> here() {
        return values;
    }

    /** The values of the roots with others for some nodes. */
    public List<Data> at(Map<Node, Data> moved) {
        return here.without(dependents(moved.keySet())).evaluate(roots, moved);
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
