package org.chainrule;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.autodiff.Passes;
import org.chainrule.graph.Closure;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShapeException;
import org.chainrule.graph.Type;

/** Functions of trees of tensors as graphs that operations enclose. */
final class Traced {
    private Traced() {}

    /** Fresh nodes in the place of tensors of these types. */
    static List<Node> standIns(List<Type> types) {
        return types.stream().map(TracedGraph::standIn).toList();
    }

    /** A tree of the same form that holds these nodes. */
    static <T> T tree(T like, List<Node> nodes) {
        return Tree.rebuild(like, nodes.stream().map(Tensor::of).toList());
    }

    /** The types of a tree's tensors. */
    static List<Type> types(Object tree) {
        return Tree.leaves(tree).stream().map(leaf -> leaf.node().type()).toList();
    }

    static Closure closure(List<Node> standIns, List<Node> outputs) {
        return Closure.of(standIns, outputs, Passes.PASSES);
    }

    /**
     * @param what for the error: what stands before and after
     * @throws ShapeException if two trees do not hold tensors of the same types at the same paths
     */
    static void same(String operation, String what, Object before, Object after) {
        List<String> paths = Tree.paths(before);
        List<Type> types = types(before);
        List<Type> others = types(after);
        List<String> differences = new ArrayList<>();
        if (!paths.equals(Tree.paths(after))) {
            differences.add("tensors at " + paths + " and at " + Tree.paths(after));
        } else {
            for (int i = 0; i < types.size(); i++) {
                if (!types.get(i).equals(others.get(i))) {
                    String path = paths.get(i).isEmpty() ? "" : paths.get(i) + " ";
                    differences.add(path + types.get(i) + " and " + others.get(i));
                }
            }
        }
        if (!differences.isEmpty()) {
            throw new ShapeException(operation, String.join(", ", differences), what + " have the same form and types");
        }
    }
}
