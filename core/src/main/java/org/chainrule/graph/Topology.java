package org.chainrule.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The topological order: sorting what a result reaches by number. No recursion, so chains of any length work. */
public final class Topology {
    private Topology() {}

    /** All nodes that the roots reach, themselves included, inputs before what uses them. */
    public static List<Node> of(Collection<Node> roots) {
        return of(roots, node -> true);
    }

    /** As {@link #of(Collection)}, but the search does not pass below nodes for which {@code open} is false. */
    public static List<Node> of(Collection<Node> roots, Predicate<Node> open) {
        Set<Node> seen = new HashSet<>();
        Deque<Node> pending = new ArrayDeque<>();
        roots.forEach(root -> {
            if (seen.add(root)) {
                pending.push(root);
            }
        });
        while (!pending.isEmpty()) {
            Node node = pending.pop();
            if (open.test(node)) {
                for (Node input : node.inputs()) {
                    if (seen.add(input)) {
                        pending.push(input);
                    }
                }
            }
        }
        List<Node> order = new ArrayList<>(seen);
        order.sort(Comparator.comparingLong(Node::number));
        return order;
    }
}
