package org.chainrule.compile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.chainrule.graph.Gather;
import org.chainrule.graph.Node;
import org.chainrule.graph.Topology;

/**
 * What several loops compute, each for itself, and what of it should be stored: what is costly, and what puts several buffers together, as
 * the sum of all that was added along a transformer, which each of its loops would read again.
 */
final class Repeated {
    /** In vector operations: what takes as long as writing and reading a buffer. */
    private static final int COSTLY = 8;
    /** So many buffers are read for the value; stored, it is one. A look-up counts as all of them: each element of it is found anew. */
    private static final int MANY = 3;
    /** Of fewer elements nothing is gained. */
    private static final int SOME = 1024;

    private final Storage storage;
    private final Set<Node> repeated;
    private final Map<Node, Set<Node>> reads = new HashMap<>();

    Repeated(Storage storage, Set<Node> repeated) {
        this.storage = storage;
        this.repeated = repeated;
    }

    Set<Node> worthStoring() {
        Set<Node> stored = new HashSet<>();
        for (Node node : Topology.of(repeated, node -> !isRead(node))) {
            Set<Node> read = read(node);
            boolean many = read.size() >= MANY || read.stream().anyMatch(one -> one.op() instanceof Gather);
            if (repeated.contains(node)
                    && (Storage.weight(node) >= COSTLY || many && node.shape().size() >= SOME)) {
                stored.add(node);
                read = Set.of(node);
            }
            reads.put(node, read);
        }
        return stored;
    }

    /** The buffers, no smaller than the value, and the look-ups that a loop reads to compute a node. */
    private Set<Node> read(Node node) {
        if (isRead(node)) {
            return Set.of(node);
        }
        Set<Node> read = new HashSet<>();
        for (Node input : node.inputs()) {
            if (input.shape().size() >= node.shape().size()) {
                read.addAll(Objects.requireNonNull(reads.get(input)));
            }
        }
        return read;
    }

    private boolean isRead(Node node) {
        return storage.isBoundary(node) || node.op() instanceof Gather;
    }
}
