package org.chainrule.graph;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hash-consing: finds the node that exists already. Nodes are held weakly, and a key names its inputs by number, so the
 * table keeps nothing alive; it changes no result, only how often it is computed.
 */
final class Interning {
    private static final ConcurrentHashMap<Key, Entry> NODES = new ConcurrentHashMap<>();
    private static final ReferenceQueue<Node> COLLECTED = new ReferenceQueue<>();

    private Interning() {}

    static Node find(Op op, List<Node> inputs, Supplier<Node> make) {
        forgetCollected();
        Key key = new Key(op, inputs.stream().map(Node::number).toList());
        @Nullable Entry entry = NODES.get(key);
        @Nullable Node found = entry == null ? null : entry.get();
        if (found != null) {
            return found;
        }
        Node made = make.get();
        while (true) {
            entry = NODES.putIfAbsent(key, new Entry(key, made));
            if (entry == null) {
                return made;
            }
            found = entry.get();
            if (found != null) {
                return found;
            }
            NODES.remove(key, entry);
        }
    }

    private static void forgetCollected() {
        for (@Nullable Reference<? extends Node> gone = COLLECTED.poll(); gone != null; gone = COLLECTED.poll()) {
            Entry entry = (Entry) gone;
            NODES.remove(entry.key, entry);
        }
    }

    private record Key(Op op, List<Long> inputs) {}

    private static final class Entry extends WeakReference<Node> {
        private final Key key;

        Entry(Key key, Node node) {
            super(node, COLLECTED);
            this.key = key;
        }
    }
}
