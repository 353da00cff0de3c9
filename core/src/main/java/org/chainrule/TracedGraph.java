package org.chainrule;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.chainrule.graph.Data;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;

/** Traces functions of trees of tensors: stand-ins take the place of the argument's tensors. */
final class TracedGraph {
    private static final AtomicLong TRACES = new AtomicLong();

    private TracedGraph() {}

    /** What decides whether a trace can be replayed: the types of the tensors, and all that is not a tensor. */
    record Signature(Object form, List<Type> types) {
        static Signature of(Object argument) {
            List<Tensor> leaves = Tree.leaves(argument);
            return new Signature(
                    Tree.form(argument),
                    leaves.stream().map(leaf -> leaf.node().type()).toList());
        }
    }

    /** A tree of the same form with stand-ins, numbered from {@code first} on. */
    static <T> T standIns(T tree, int first) {
        long trace = TRACES.getAndIncrement();
        List<Tensor> standIns = new ArrayList<>();
        for (Tensor leaf : Tree.leaves(tree)) {
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

    static List<Node> nodes(Object tree) {
        return Tree.leaves(tree).stream().map(Tensor::node).toList();
    }

    /** The arrays of a tree's tensors, computed if need be. */
    static void bind(Object tree, Object[] arrays, int first) {
        List<Data> values = Evaluation.of(nodes(tree));
        for (int i = 0; i < values.size(); i++) {
            arrays[first + i] = values.get(i).array();
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
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            tensors.add(Tensor.of(new Data(types.get(i), arrays[first + i])));
        }
        return Tree.rebuild(like, tensors);
    }
}
