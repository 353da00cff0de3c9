package org.chainrule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.DTypeException;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShapeException;

/** Trees of one form, tensor by tensor: by their paths, as maps may hold theirs in another order. */
final class Matching {
    private Matching() {}

    /** @throws ShapeException if two trees' tensors have other paths */
    static void checkPaths(String operation, String role, Map<String, Tensor> given, Map<String, Tensor> expected) {
        if (!given.keySet().equals(expected.keySet())) {
            throw new ShapeException(
                    operation,
                    role + " holds " + given.keySet() + ", not " + expected.keySet(),
                    "the " + role + " has the same form");
        }
    }

    /**
     * The tensors of a tree, in the order of another of its form.
     *
     * @param role what the tree is of the other: its direction, its upstream
     * @throws ShapeException if the paths or the shapes differ
     * @throws DTypeException if the dtypes do
     */
    static List<Node> nodes(String operation, String role, Object tree, Object like) {
        Map<String, Tensor> given = Tree.named(tree);
        Map<String, Tensor> expected = Tree.named(like);
        checkPaths(operation, role, given, expected);
        List<Node> nodes = new ArrayList<>();
        expected.forEach((path, tensor) -> {
            Node node = Optional.ofNullable(given.get(path)).orElseThrow().node();
            String types = role + (path.isEmpty() ? "" : " " + path) + " is " + node.type() + ", its tensor "
                    + tensor.node().type();
            if (!node.shape().equals(tensor.shape())) {
                throw new ShapeException(operation, types, "they are of one shape");
            }
            if (node.dtype() != tensor.dtype()) {
                throw new DTypeException(operation + ": " + types + "; cast() one of them");
            }
            nodes.add(node);
        });
        return nodes;
    }
}
