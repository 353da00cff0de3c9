package org.chainrule.compile;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.graph.Movement;
import org.chainrule.graph.Node;

/** Cuts chains of operations: wherever too much would be computed in place of one value, an input gets a buffer. */
final class DeepChains {
    private final Storage storage;
    /** What is computed in place of a node, or more: where ways meet, what lies below them counts for each. */
    private final Map<Node, Integer> bounds = new HashMap<>();

    DeepChains(Storage storage) {
        this.storage = storage;
    }

    static void cut(List<Node> order, Storage storage) {
        DeepChains chains = new DeepChains(storage);
        order.forEach(chains::cut);
    }

    private void cut(Node node) {
        if (node.op() instanceof Movement.Concat) {
            return; // each part has a loop of its own
        }
        int bound = bound(node);
        if (bound > Storage.INLINE_LIMIT) {
            bound = inline(node);
            while (bound > Storage.INLINE_LIMIT && !node.inputs().stream().allMatch(storage::isBoundary)) {
                Node heaviest = node.inputs().stream()
                        .filter(input -> !storage.isBoundary(input))
                        .max(Comparator.comparingInt(this::inline))
                        .orElseThrow();
                storage.add(heaviest);
                bound = inline(node);
            }
        }
        bounds.put(node, bound);
    }

    private int bound(Node node) {
        int bound = Storage.weight(node);
        for (Node input : node.inputs()) {
            if (!storage.isBoundary(input)) {
                bound += bounds.getOrDefault(input, 0);
            }
        }
        return bound;
    }

    /** What is computed in place of a node, in vector operations. */
    int inline(Node node) {
        int weight = 0;
        Set<Node> seen = new HashSet<>();
        Deque<Node> pending = new ArrayDeque<>();
        pending.push(node);
        while (!pending.isEmpty()) {
            Node next = pending.pop();
            weight += Storage.weight(next);
            for (Node input : next.inputs()) {
                if (!storage.isBoundary(input) && seen.add(input)) {
                    pending.push(input);
                }
            }
        }
        return weight;
    }
}
