package org.chainrule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.chainrule.graph.Data;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Topology;
import org.chainrule.graph.Type;

/** Traces functions of trees of tensors: stand-ins take the place of the argument's tensors. */
final class TracedGraph {
    static {
        Profile.startIfAsked();
    }

    private static final AtomicLong TRACES = new AtomicLong();

    private TracedGraph() {}

    /** A tree of the same form with stand-ins, numbered from {@code first} on. */
    static <T> T standIns(T tree, int first) {
        long trace = TRACES.getAndIncrement();
        List<Tensor> standIns = new ArrayList<>();
        for (Tensor leaf : Tree.leaves(Unseen.check(tree))) {
            int index = first + standIns.size();
            standIns.add(Tensor.of(
                    Node.of(new Leaf.Argument(trace, index, leaf.node().type()))));
        }
        return Tree.rebuild(tree, standIns);
    }

    /** A fresh node of a type, in the place of a value that comes later. */
    static Node standIn(Type type) {
        return Node.of(new Leaf.Argument(TRACES.getAndIncrement(), 0, type));
    }

    /** Whether some of the tensors have no value, as they stand in for values that come later. */
    static boolean isTraced(List<Tensor> leaves) {
        for (Tensor leaf : leaves) {
            if (leaf.node().value().isEmpty() && !Evaluation.isKnowable(leaf.node())) {
                return true;
            }
        }
        return false;
    }

    /** A function depends on its own arguments alone: one kept from another trace would be taken for one of these. */
    static void checkArguments(List<Node> outputs, List<Object> own) {
        Set<Node> arguments = new HashSet<>(nodes(own));
        for (Node node : Topology.of(outputs)) {
            if (node.op() instanceof Leaf.Argument && !arguments.contains(node)) {
                throw new IllegalStateException(
                        node + " belongs to another function: a tensor that was kept while that one was traced");
            }
        }
    }

    static List<Node> nodes(Object tree) {
        List<Node> nodes = new ArrayList<>();
        Tree.leaves(tree).forEach(leaf -> nodes.add(leaf.node()));
        return nodes;
    }

    /** The nodes of what is differentiated. @throws NoTensorException if there are none */
    static List<Node> parameters(Object tree) {
        return Tree.parameters(tree).stream().map(Tensor::node).toList();
    }

    /** The arrays of tensors, computed if need be. */
    static void bind(List<Tensor> leaves, Object[] arrays, int first) {
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i).node().value().isEmpty()) {
                // all at once: what they share is computed once
                Evaluation.of(leaves.stream().map(Tensor::node).toList());
            }
            arrays[first + i] = leaves.get(i).node().value().orElseThrow().array();
        }
    }

    /** Fresh arrays for outputs. */
    static Object[] fresh(List<Type> types) {
        return types.stream()
                .map(type -> type.dtype().newArray(type.shape().size()))
                .toArray();
    }

    /** A tree of the same form with the values in arrays. */
    static <T> T values(T like, List<Type> types, Object[] arrays, int first) {
        List<Tensor> before = Tree.leaves(like);
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            Data data = new Data(types.get(i), arrays[first + i]);
            tensors.add(Tensor.of(Node.computed(data, before.get(i).source())));
        }
        return Tree.rebuild(like, tensors);
    }
}
